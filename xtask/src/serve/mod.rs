//! `cargo xtask serve`: installs what is missing, builds, and serves the site on this machine.

mod site;
mod sub_path;

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use anyhow::{Context, Error, Result, anyhow};
use tokio::runtime::Runtime;

use crate::build;
use crate::project::Project;
pub use sub_path::base;

#[derive(Clone, Debug)]
pub struct Options {
    pub port: u16,
    pub draft: bool,
    /// Serve what stands in `dist/`, as it is.
    pub no_build: bool,
    /// The folder on the host, `/` or `/a/b/`.
    pub base: String,
}

pub fn serve(project: &Project, options: &Options) -> Result<()> {
    // Taken before the build and kept: a taken port shows at once, and nobody takes it meanwhile.
    let listener = listen(options.port)?;
    if !options.no_build {
        build::build(
            project,
            &build::Options { draft: options.draft, base: options.base.clone(), url: None },
        )?;
    }
    let server = Server::start(listener, &project.dist(), &options.base)?;
    println!("\nBurrow is ready (Ctrl-C ends it):\n{}", server.url);
    server.wait()
}

/// A listener on this machine's own address; port 0 is any free one.
pub fn listen(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|error| refused(port, &error))
}

fn refused(port: u16, error: &std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::AddrInUse => anyhow!(
            "Port {port} is taken: another program listens on 127.0.0.1:{port}. \
             End that program, or choose another port with --port."
        ),
        ErrorKind::PermissionDenied => anyhow!(
            "Port {port} needs more rights than you have. Choose one above 1023 with --port."
        ),
        _ => anyhow!("Port {port} cannot be listened on: {error}."),
    }
}

/// A running server; it ends when the value goes out of scope.
#[derive(Debug)]
pub struct Server {
    pub url: String,
    runtime: Runtime,
    task: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl Server {
    pub fn start(listener: TcpListener, dist: &Path, base: &str) -> Result<Self> {
        let router = site::router(dist, base)?;
        let url = format!("http://{}{base}", listener.local_addr()?);
        listener.set_nonblocking(true)?;
        let runtime = Runtime::new().context("The server could not start its threads.")?;
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let task = runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self { url, runtime, task })
    }

    fn wait(self) -> Result<()> {
        self.runtime.block_on(self.task)?.context("The server broke off.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_told_with_the_way_out() {
        let first = listen(0).unwrap();
        let port = first.local_addr().unwrap().port();
        let error = listen(port).unwrap_err().to_string();
        assert!(error.starts_with(&format!("Port {port} is taken")), "{error}");
        assert!(error.contains("--port"), "{error}");
    }
}
