//! The files of the machine that this program runs on.

use std::collections::HashMap;
use std::fs::{self, File, FileTimes, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::{DIRECTORY, Errno, FileSystem, LINK, Mode, NOBODY, REGULAR, Stat};

/// The files of the machine that this program runs on, with the rights of this program, or only to read but for some folders.
#[derive(Default)]
pub struct HostFiles {
    open: HashMap<u64, Opened>,
    next: u64,
    /// Below these folders files may be changed; everywhere if none are named.
    writable: Option<Vec<PathBuf>>,
}

struct Opened {
    path: PathBuf,
    /// Directories are only known by their path.
    file: Option<File>,
}

impl HostFiles {
    /// Files that can be made, changed, renamed and removed below these folders only (not the folders themselves), and read
    /// everywhere.
    pub fn writing_below(folders: impl IntoIterator<Item = PathBuf>) -> HostFiles {
        let folders = folders.into_iter().filter_map(|folder| fs::canonicalize(folder).ok());
        HostFiles { writable: Some(folders.collect()), ..HostFiles::default() }
    }

    /// An error unless the file that a path leads to may be changed.
    fn may_change(&self, path: &str) -> Result<(), Errno> {
        match fs::canonicalize(path) {
            // What is written there is nowhere.
            Ok(place) if place == Path::new("/dev/null") => Ok(()),
            Ok(place) => self.allows(&place),
            Err(_) => self.may_rename(path),
        }
    }

    /// An error unless the name itself, which need not exist, may be made or taken away.
    fn may_rename(&self, path: &str) -> Result<(), Errno> {
        let path = Path::new(path);
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return self.allows(path);
        };
        self.allows(&fs::canonicalize(folder).map_err(errno)?.join(name))
    }

    fn allows(&self, place: &Path) -> Result<(), Errno> {
        let inside = |folder: &PathBuf| place.starts_with(folder) && place != folder;
        match &self.writable {
            Some(folders) if !folders.iter().any(inside) => Err(Errno::ACCES),
            _ => Ok(()),
        }
    }

    fn opened(&mut self, handle: u64) -> Result<&mut Opened, Errno> {
        self.open.get_mut(&handle).ok_or(Errno::BADF)
    }

    fn file(&mut self, handle: u64) -> Result<&mut File, Errno> {
        self.opened(handle)?.file.as_mut().ok_or(Errno::ISDIR)
    }
}

/// The error in the words of package `syscall`: numbers below 40 are the same everywhere.
fn errno(error: io::Error) -> Errno {
    match error.kind() {
        ErrorKind::NotFound => Errno::NOENT,
        ErrorKind::PermissionDenied => {
            error.raw_os_error().filter(|&n| n == 1).map_or(Errno::ACCES, |_| Errno::PERM)
        }
        ErrorKind::AlreadyExists => Errno::EXIST,
        ErrorKind::DirectoryNotEmpty => Errno::NOTEMPTY,
        ErrorKind::NotADirectory => Errno::NOTDIR,
        ErrorKind::IsADirectory => Errno::ISDIR,
        ErrorKind::InvalidInput => Errno::INVAL,
        ErrorKind::StorageFull => Errno::NOSPC,
        ErrorKind::FileTooLarge => Errno::FBIG,
        ErrorKind::ReadOnlyFilesystem => Errno::ROFS,
        ErrorKind::CrossesDevices => Errno::XDEV,
        ErrorKind::ResourceBusy => Errno::BUSY,
        ErrorKind::NotSeekable => Errno::SPIPE,
        ErrorKind::Unsupported => Errno::NOSYS,
        // Not a kind of the standard library yet.
        _ if error.raw_os_error() == Some(40) => Errno::LOOP,
        _ => Errno::IO,
    }
}

fn nanos(time: io::Result<SystemTime>) -> i64 {
    let Ok(time) = time else { return 0 };
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => after.as_nanos() as i64,
        Err(before) => -(before.duration().as_nanos() as i64),
    }
}

fn time(nanos: i64) -> SystemTime {
    let distance = Duration::from_nanos(nanos.unsigned_abs());
    if nanos < 0 { UNIX_EPOCH - distance } else { UNIX_EPOCH + distance }
}

fn describe(data: &Metadata) -> Stat {
    let kind = data.file_type();
    let kind = if kind.is_dir() {
        DIRECTORY
    } else if kind.is_symlink() {
        LINK
    } else {
        REGULAR
    };
    let stat = Stat {
        inode: 0,
        mode: kind | if data.permissions().readonly() { 0o444 } else { 0o644 },
        links: 1,
        owner: NOBODY,
        size: data.len(),
        accessed: nanos(data.accessed()),
        modified: nanos(data.modified()),
    };
    #[cfg(unix)]
    let stat = {
        use std::os::unix::fs::MetadataExt;
        let owner = (data.uid(), data.gid());
        Stat { inode: data.ino(), mode: data.mode(), links: data.nlink() as u32, owner, ..stat }
    };
    stat
}

#[cfg(unix)]
fn permissions(_old: fs::Permissions, mode: u32) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    fs::Permissions::from_mode(mode & 0o7777)
}

#[cfg(not(unix))]
fn permissions(mut old: fs::Permissions, mode: u32) -> fs::Permissions {
    old.set_readonly(mode & 0o200 == 0);
    old
}

impl FileSystem for HostFiles {
    /// Where the system tells of processes as files, theirs is ours.
    fn user(&self) -> (u32, u32) {
        fs::metadata("/proc/self").map_or(NOBODY, |data| describe(&data).owner)
    }

    fn open(&mut self, path: &str, mode: Mode, permissions: u32) -> Result<u64, Errno> {
        if mode.write || mode.create || mode.truncate {
            self.may_change(path)?;
        }
        let directory = fs::metadata(path).is_ok_and(|data| data.is_dir());
        if directory && (mode.write || mode.create) {
            return Err(if mode.exclusive { Errno::EXIST } else { Errno::ISDIR });
        }
        let file = if directory {
            fs::read_dir(path).map_err(errno)?;
            None
        } else {
            let mut options = OpenOptions::new();
            options.read(mode.read).write(mode.write || mode.truncate).truncate(mode.truncate);
            if mode.create && mode.exclusive {
                options.create_new(true).write(true);
            } else if mode.create {
                options.create(true).write(true);
            }
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, permissions & 0o7777);
            #[cfg(not(unix))]
            let _ = permissions;
            let file = options.open(path).map_err(errno)?;
            if mode.directory {
                return Err(Errno::NOTDIR);
            }
            Some(file)
        };
        self.next += 1;
        self.open.insert(self.next, Opened { path: path.into(), file });
        Ok(self.next)
    }

    fn close(&mut self, handle: u64) {
        self.open.remove(&handle);
    }

    fn read_at(&mut self, handle: u64, buffer: &mut [u8], offset: u64) -> Result<usize, Errno> {
        let file = self.file(handle)?;
        // What cannot be sought, such as a pipe, is read as it comes.
        let _ = file.seek(SeekFrom::Start(offset));
        file.read(buffer).map_err(errno)
    }

    fn write_at(&mut self, handle: u64, data: &[u8], offset: u64) -> Result<usize, Errno> {
        let file = self.file(handle)?;
        let _ = file.seek(SeekFrom::Start(offset));
        file.write_all(data).map_err(errno)?;
        Ok(data.len())
    }

    fn stat_open(&mut self, handle: u64) -> Result<Stat, Errno> {
        let opened = self.opened(handle)?;
        let data = match &opened.file {
            Some(file) => file.metadata(),
            None => fs::metadata(&opened.path),
        };
        data.map(|data| describe(&data)).map_err(errno)
    }

    fn truncate_open(&mut self, handle: u64, size: u64) -> Result<(), Errno> {
        self.file(handle)?.set_len(size).map_err(errno)
    }

    fn chmod_open(&mut self, handle: u64, mode: u32) -> Result<(), Errno> {
        let path = self.opened(handle)?.path.display().to_string();
        self.chmod(&path, mode)
    }

    fn sync(&mut self, handle: u64) -> Result<(), Errno> {
        self.file(handle)?.sync_all().map_err(errno)
    }

    fn list(&mut self, handle: u64) -> Result<Vec<String>, Errno> {
        let entries = fs::read_dir(&self.opened(handle)?.path).map_err(errno)?;
        let mut names: Vec<String> = entries
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .collect();
        names.sort();
        Ok(names)
    }

    fn path_of(&mut self, handle: u64) -> Result<String, Errno> {
        Ok(self.opened(handle)?.path.display().to_string())
    }

    fn resolve(&mut self, path: &str) -> Result<String, Errno> {
        Ok(fs::canonicalize(path).map_err(errno)?.display().to_string())
    }

    fn stat(&mut self, path: &str, follow: bool) -> Result<Stat, Errno> {
        let data = if follow { fs::metadata(path) } else { fs::symlink_metadata(path) };
        data.map(|data| describe(&data)).map_err(errno)
    }

    fn make_directory(&mut self, path: &str, mode: u32) -> Result<(), Errno> {
        self.may_rename(path)?;
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, mode & 0o7777);
        #[cfg(not(unix))]
        let _ = mode;
        builder.create(path).map_err(errno)
    }

    fn remove_file(&mut self, path: &str) -> Result<(), Errno> {
        self.may_rename(path)?;
        if fs::symlink_metadata(path).is_ok_and(|data| data.is_dir()) {
            return Err(Errno::ISDIR);
        }
        fs::remove_file(path).map_err(errno)
    }

    fn remove_directory(&mut self, path: &str) -> Result<(), Errno> {
        self.may_rename(path)?;
        fs::remove_dir(path).map_err(errno)
    }

    fn chmod(&mut self, path: &str, mode: u32) -> Result<(), Errno> {
        self.may_change(path)?;
        let old = fs::metadata(path).map_err(errno)?.permissions();
        fs::set_permissions(path, permissions(old, mode)).map_err(errno)
    }

    fn set_times(
        &mut self,
        path: &str,
        accessed: Option<i64>,
        modified: Option<i64>,
    ) -> Result<(), Errno> {
        self.may_change(path)?;
        let mut times = FileTimes::new();
        if let Some(nanos) = accessed {
            times = times.set_accessed(time(nanos));
        }
        if let Some(nanos) = modified {
            times = times.set_modified(time(nanos));
        }
        File::open(path).and_then(|file| file.set_times(times)).map_err(errno)
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno> {
        self.may_rename(from)?;
        self.may_rename(to)?;
        fs::rename(from, to).map_err(errno)
    }

    fn read_link(&mut self, path: &str) -> Result<String, Errno> {
        Ok(fs::read_link(path).map_err(errno)?.display().to_string())
    }

    fn link(&mut self, path: &str, new: &str) -> Result<(), Errno> {
        self.may_rename(path)?;
        self.may_rename(new)?;
        fs::hard_link(path, new).map_err(errno)
    }

    #[cfg(unix)]
    fn symlink(&mut self, target: &str, new: &str) -> Result<(), Errno> {
        self.may_rename(new)?;
        std::os::unix::fs::symlink(target, new).map_err(errno)
    }

    #[cfg(not(unix))]
    fn symlink(&mut self, _target: &str, _new: &str) -> Result<(), Errno> {
        Err(Errno::NOSYS)
    }
}
