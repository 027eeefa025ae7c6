//! The static site over HTTP, with the headers that a good host would set.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Request, Response, StatusCode, Uri};
use tower_http::services::fs::{ServeDir, ServeFile};

use super::sub_path::{Place, place};

#[derive(Clone, Debug)]
struct Site {
    files: ServeDir,
    not_found: ServeFile,
    /// `/` or `/a/b/`.
    base: String,
    policy: HeaderValue,
    /// Of the pages that stand in other sites' frames.
    embed_policy: HeaderValue,
}

/// The site in a folder, under a path of the host.
pub fn router(dist: &Path, base: &str) -> Result<Router> {
    let site = Site {
        files: ServeDir::new(dist)
            .precompressed_br()
            .precompressed_gzip()
            .redirect_path_prefix(base.trim_end_matches('/')),
        not_found: ServeFile::new(dist.join("404.html")).precompressed_br().precompressed_gzip(),
        base: base.to_owned(),
        policy: policy(&dist.join("index.html"))?,
        embed_policy: policy(&dist.join("embed/lab/index.html"))?,
    };
    Ok(Router::new().fallback(answer).with_state(Arc::new(site)))
}

/// The policy that a page itself states, so that there is one place for it.
fn policy(page: &Path) -> Result<HeaderValue> {
    let html = fs::read_to_string(page).with_context(|| {
        format!("{} is not there: `cargo xtask build` makes it.", page.display())
    })?;
    let stated = html.split_once("http-equiv=\"Content-Security-Policy\" content=\"");
    let (policy, _) = stated
        .and_then(|(_, after)| after.split_once('"'))
        .with_context(|| format!("{} holds no Content-Security-Policy.", page.display()))?;
    Ok(HeaderValue::from_str(policy)?)
}

async fn answer(State(site): State<Arc<Site>>, request: Request<Body>) -> Response<Body> {
    let path = request.uri().path().to_owned();
    let mut response = match place(&path, &site.base) {
        Place::Inside(inner) => file(&site, request, &inner).await,
        Place::Edge => redirect(&site.base),
        Place::Outside => status(StatusCode::NOT_FOUND),
    };
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    // What lies in assets/ has its contents in its name.
    let cache = if found && path.starts_with(&format!("{}assets/", site.base)) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    let embedded = path.split('/').any(|folder| folder == "embed");
    let policy = if embedded { &site.embed_policy } else { &site.policy };
    headers.insert(CONTENT_SECURITY_POLICY, policy.clone());
    // A lesson in a sandboxed frame has no origin of its own.
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

async fn file(site: &Site, request: Request<Body>, path: &str) -> Response<Body> {
    let (mut parts, _) = request.into_parts();
    let Ok(uri) = path.parse::<Uri>() else { return status(StatusCode::BAD_REQUEST) };
    parts.uri = uri;
    let request = Request::from_parts(parts, ());
    match site.files.clone().try_call(request.clone()).await {
        Ok(response) if response.status() != StatusCode::NOT_FOUND => response.map(Body::new),
        Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            eprintln!("{path} could not be read: {error}.");
            status(StatusCode::INTERNAL_SERVER_ERROR)
        }
        _ => not_found(site, request).await,
    }
}

async fn not_found(site: &Site, request: Request<()>) -> Response<Body> {
    match site.not_found.clone().try_call(request).await {
        Ok(mut response) => {
            *response.status_mut() = StatusCode::NOT_FOUND;
            response.map(Body::new)
        }
        Err(_) => status(StatusCode::NOT_FOUND),
    }
}

fn redirect(to: &str) -> Response<Body> {
    let mut response = status(StatusCode::PERMANENT_REDIRECT);
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use tokio::runtime::Runtime;
    use tower::ServiceExt;

    use super::*;

    const HTML: &str =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self'\"><p>home</p>";

    struct Answer {
        status: u16,
        headers: HeaderMap,
        body: String,
    }

    impl Answer {
        fn header(&self, name: &str) -> &str {
            self.headers.get(name).map_or("", |value| value.to_str().unwrap())
        }
    }

    fn get(base: &str, path: &str, accept: &str) -> Answer {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("index.html", HTML);
        write("embed/lab/index.html", &HTML.replace("'self'", "'self' data:"));
        write("404.html", "no such page");
        write("course/index.html", "the course");
        write("assets/page-1.js", "script");
        write("assets/page-1.js.br", "packed by brotli");
        write("assets/page-1.js.gz", "packed by gzip");
        write("assets/page-1.wasm", "wasm");
        let router = router(dir.path(), base).unwrap();
        let request =
            Request::get(path).header("accept-encoding", accept).body(Body::empty()).unwrap();
        Runtime::new().unwrap().block_on(async {
            let response = router.oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
            let body = String::from_utf8(bytes.to_vec()).unwrap();
            Answer { status: parts.status.as_u16(), headers: parts.headers, body }
        })
    }

    #[test]
    fn the_best_packed_copy_is_sent_with_the_type_of_the_file() {
        let br = get("/", "/assets/page-1.js", "gzip, br");
        assert_eq!(br.body, "packed by brotli");
        assert_eq!(br.header("content-encoding"), "br");
        assert_eq!(br.header("content-type"), "text/javascript");
        assert_eq!(get("/", "/assets/page-1.js", "gzip").body, "packed by gzip");
        assert_eq!(get("/", "/assets/page-1.js", "").body, "script");
        let wasm = get("/", "/assets/page-1.wasm", "br");
        assert_eq!(wasm.header("content-type"), "application/wasm");
        assert_eq!(wasm.body, "wasm");
    }

    #[test]
    fn every_answer_carries_the_pages_policy() {
        for path in ["/", "/assets/page-1.js", "/nowhere"] {
            let answer = get("/", path, "");
            assert_eq!(answer.header("content-security-policy"), "default-src 'self'", "{path}");
            assert_eq!(answer.header("access-control-allow-origin"), "*");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
        }
    }

    #[test]
    fn a_widget_has_its_own_policy() {
        let answer = get("/", "/embed/lab/", "");
        assert_eq!(answer.header("content-security-policy"), "default-src 'self' data:");
    }

    #[test]
    fn only_named_by_content_is_kept_by_the_browser() {
        let cache = |path| get("/", path, "").header("cache-control").to_owned();
        assert!(cache("/assets/page-1.js").contains("immutable"));
        assert_eq!(cache("/"), "no-cache");
        assert_eq!(cache("/assets/gone.js"), "no-cache");
    }

    #[test]
    fn an_unknown_path_shows_the_page_for_that_with_its_status() {
        for path in ["/nowhere", "/a/deep/one/", "/course/x", "/../Cargo.toml"] {
            let answer = get("/", path, "");
            assert_eq!((answer.status, answer.body.as_str()), (404, "no such page"), "{path}");
        }
    }

    #[test]
    fn a_folder_is_its_page() {
        assert_eq!(get("/", "/course/", "").body, "the course");
        let redirected = get("/", "/course", "");
        assert_eq!((redirected.status, redirected.header("location")), (307, "/course/"));
    }

    #[test]
    fn a_site_in_a_sub_path_is_there_and_nowhere_else() {
        assert!(get("/some/where/", "/some/where/", "").body.contains("home"));
        assert_eq!(get("/some/where/", "/some/where/course/", "").body, "the course");
        let edge = get("/some/where/", "/some/where", "");
        assert_eq!((edge.status, edge.header("location")), (308, "/some/where/"));
        let folder = get("/some/where/", "/some/where/course", "");
        assert_eq!(folder.header("location"), "/some/where/course/");
        assert_eq!(get("/some/where/", "/course/", "").status, 404);
        assert!(
            get("/some/where/", "/some/where/assets/page-1.js", "")
                .header("cache-control")
                .contains("immutable")
        );
    }

    #[test]
    fn a_missing_site_says_what_makes_it() {
        let error = router(Path::new("/nowhere/dist"), "/").unwrap_err().to_string();
        assert!(error.contains("`cargo xtask build` makes it"), "{error}");
    }
}
