//! Files as a program sees them: numbers of open files, a working directory, and behind them a file system that the host
//! chooses ([`MemoryFiles`], or the machine's own through [`HostFiles`]).
//!
//! Errors are those of package `syscall` for `GOOS=js`. Numbers 0, 1 and 2 are the program's streams; what is read from and
//! written to them is not decided here.

#[cfg(not(target_family = "wasm"))]
mod host;
mod memory;
#[cfg(test)]
mod tests;

#[cfg(not(target_family = "wasm"))]
pub use host::HostFiles;
pub use memory::MemoryFiles;

/// An error number of package `syscall`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Errno(pub u32);

#[allow(missing_docs)]
impl Errno {
    pub const PERM: Errno = Errno(1);
    pub const NOENT: Errno = Errno(2);
    pub const IO: Errno = Errno(5);
    pub const BADF: Errno = Errno(9);
    pub const ACCES: Errno = Errno(13);
    pub const BUSY: Errno = Errno(16);
    pub const EXIST: Errno = Errno(17);
    pub const XDEV: Errno = Errno(18);
    pub const NOTDIR: Errno = Errno(20);
    pub const ISDIR: Errno = Errno(21);
    pub const INVAL: Errno = Errno(22);
    pub const MFILE: Errno = Errno(24);
    pub const FBIG: Errno = Errno(27);
    pub const NOSPC: Errno = Errno(28);
    pub const SPIPE: Errno = Errno(29);
    pub const ROFS: Errno = Errno(30);
    pub const NAMETOOLONG: Errno = Errno(36);
    pub const NOSYS: Errno = Errno(38);
    pub const NOTEMPTY: Errno = Errno(39);
    pub const LOOP: Errno = Errno(40);
}

/// What is to be done with a file, as the flags of `syscall.Open` say.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[allow(missing_docs)]
pub struct Mode {
    pub read: bool,
    pub write: bool,
    pub create: bool,
    pub exclusive: bool,
    pub truncate: bool,
    pub append: bool,
    pub directory: bool,
}

impl Mode {
    /// From the flags of `syscall.Open`.
    pub fn from_flags(flags: u64) -> Mode {
        let has = |bit: u64| flags & bit != 0;
        Mode {
            read: flags & 3 != 1,
            write: flags & 3 != 0,
            create: has(0o100),
            exclusive: has(0o200),
            truncate: has(0o1000),
            append: has(0o2000),
            directory: has(0o20000),
        }
    }
}

/// The kinds of files in [`Stat::mode`].
pub const KIND: u32 = 0o370000;
#[allow(missing_docs)]
pub const DIRECTORY: u32 = 0o40000;
#[allow(missing_docs)]
pub const REGULAR: u32 = 0o100000;
#[allow(missing_docs)]
pub const LINK: u32 = 0o120000;
/// A terminal.
pub const CHARACTERS: u32 = 0o20000;
/// A pipe.
pub const PIPE: u32 = 0o10000;

/// What is known of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stat {
    /// Which one it is.
    pub inode: u64,
    /// Kind and permissions.
    pub mode: u32,
    /// How many names it has.
    pub links: u32,
    /// Its user and group.
    pub owner: (u32, u32),
    /// In bytes.
    pub size: u64,
    /// When it was last read, in nanoseconds since 1970.
    pub accessed: i64,
    /// When it was last written.
    pub modified: i64,
}

/// The user and the group that a program runs as where there are none.
pub const NOBODY: (u32, u32) = (1000, 1000);

/// A file system. Paths are absolute; `.`, `..` and links in them are its business. Handles are numbers of its own for files
/// that are open.
#[allow(missing_docs)]
pub trait FileSystem {
    /// Tells the time, in nanoseconds since 1970, before a call that may note it.
    fn tick(&mut self, _now: i64) {}
    /// The files in memory, if that is what it is: for a host that fills and reads them.
    fn memory(&mut self) -> Option<&mut MemoryFiles> {
        None
    }
    /// All of it as it is now, if it can be kept: the stepper goes back to it.
    fn copy(&self) -> Option<Box<dyn FileSystem>> {
        None
    }
    /// The user and the group whose rights count.
    fn user(&self) -> (u32, u32) {
        NOBODY
    }
    fn open(&mut self, path: &str, mode: Mode, permissions: u32) -> Result<u64, Errno>;
    fn close(&mut self, handle: u64);
    fn read_at(&mut self, handle: u64, buffer: &mut [u8], offset: u64) -> Result<usize, Errno>;
    fn write_at(&mut self, handle: u64, data: &[u8], offset: u64) -> Result<usize, Errno>;
    fn stat_open(&mut self, handle: u64) -> Result<Stat, Errno>;
    fn truncate_open(&mut self, handle: u64, size: u64) -> Result<(), Errno>;
    fn chmod_open(&mut self, handle: u64, mode: u32) -> Result<(), Errno>;
    fn sync(&mut self, handle: u64) -> Result<(), Errno>;
    /// The names in a directory, sorted.
    fn list(&mut self, handle: u64) -> Result<Vec<String>, Errno>;
    /// The path of an open directory.
    fn path_of(&mut self, handle: u64) -> Result<String, Errno>;
    /// The path without links, `.` and `..`.
    fn resolve(&mut self, path: &str) -> Result<String, Errno>;
    fn stat(&mut self, path: &str, follow: bool) -> Result<Stat, Errno>;
    fn make_directory(&mut self, path: &str, mode: u32) -> Result<(), Errno>;
    fn remove_file(&mut self, path: &str) -> Result<(), Errno>;
    fn remove_directory(&mut self, path: &str) -> Result<(), Errno>;
    fn chmod(&mut self, path: &str, mode: u32) -> Result<(), Errno>;
    /// Times that are none stay.
    fn set_times(
        &mut self,
        path: &str,
        accessed: Option<i64>,
        modified: Option<i64>,
    ) -> Result<(), Errno>;
    fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno>;
    fn read_link(&mut self, path: &str) -> Result<String, Errno>;
    fn link(&mut self, path: &str, new: &str) -> Result<(), Errno>;
    fn symlink(&mut self, target: &str, new: &str) -> Result<(), Errno>;
}

/// An open file.
#[derive(Clone)]
enum Open {
    /// One of the program's streams.
    Stream,
    File {
        handle: u64,
        position: u64,
        mode: Mode,
        /// What of a directory has not been read yet.
        rest: Option<std::vec::IntoIter<String>>,
    },
}

/// What a number of an open file stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// Standard input, output or error.
    Stream(u32),
    /// A file.
    File,
}

/// The files that a program has open, and its working directory.
pub struct Files {
    system: Box<dyn FileSystem>,
    open: Vec<Option<Open>>,
    directory: String,
}

/// More files cannot be open.
const MOST: usize = 1 << 16;

impl Files {
    /// A program that starts in a directory of a file system.
    pub fn new(system: Box<dyn FileSystem>, directory: &str) -> Files {
        let open = (0..3).map(|_| Some(Open::Stream)).collect();
        Files { system, open, directory: directory.into() }
    }

    /// All of it as it is now, if the file system can be kept.
    pub fn copy(&self) -> Option<Files> {
        let (open, directory) = (self.open.clone(), self.directory.clone());
        Some(Files { system: self.system.copy()?, open, directory })
    }

    /// The file system, told the time.
    pub fn system(&mut self, now: i64) -> &mut dyn FileSystem {
        self.system.tick(now);
        self.system.as_mut()
    }

    /// The working directory.
    pub fn directory(&self) -> &str {
        &self.directory
    }

    /// A path as it is from the root.
    pub fn absolute(&self, path: &str) -> String {
        if path.starts_with('/') {
            path.into()
        } else {
            format!("{}/{path}", self.directory.trim_end_matches('/'))
        }
    }

    /// Goes to another working directory.
    pub fn change_directory(&mut self, path: &str) -> Result<(), Errno> {
        let path = self.absolute(path);
        if self.system.stat(&path, true)?.mode & KIND != DIRECTORY {
            return Err(Errno::NOTDIR);
        }
        self.directory = self.system.resolve(&path)?;
        Ok(())
    }

    /// Goes to an open directory.
    pub fn change_to(&mut self, fd: u64) -> Result<(), Errno> {
        let (system, handle) = self.handle(fd)?;
        let path = system.path_of(handle)?;
        self.change_directory(&path)
    }

    /// Opens a file under the lowest number that is free.
    pub fn open(&mut self, path: &str, mode: Mode, permissions: u32) -> Result<u64, Errno> {
        let fd = self.open.iter().position(Option::is_none).unwrap_or(self.open.len());
        if fd >= MOST {
            return Err(Errno::MFILE);
        }
        let path = self.absolute(path);
        let handle = self.system.open(&path, mode, permissions)?;
        let file = Some(Open::File { handle, position: 0, mode, rest: None });
        if fd == self.open.len() {
            self.open.push(file);
        } else {
            self.open[fd] = file;
        }
        Ok(fd as u64)
    }

    /// Closes a number.
    pub fn close(&mut self, fd: u64) -> Result<(), Errno> {
        let place = usize::try_from(fd).ok().and_then(|fd| self.open.get_mut(fd));
        match place.and_then(Option::take) {
            None => return Err(Errno::BADF),
            Some(Open::Stream) => {}
            Some(Open::File { handle, .. }) => self.system.close(handle),
        }
        Ok(())
    }

    fn at(&mut self, fd: u64) -> Result<(&mut dyn FileSystem, &mut Open), Errno> {
        let place = usize::try_from(fd).ok().and_then(|fd| self.open.get_mut(fd));
        let open = place.and_then(Option::as_mut).ok_or(Errno::BADF)?;
        Ok((self.system.as_mut(), open))
    }

    fn handle(&mut self, fd: u64) -> Result<(&mut dyn FileSystem, u64), Errno> {
        match self.at(fd)? {
            (system, &mut Open::File { handle, .. }) => Ok((system, handle)),
            _ => Err(Errno::INVAL),
        }
    }

    /// What a number stands for.
    pub fn target(&mut self, fd: u64) -> Result<Target, Errno> {
        match self.at(fd)?.1 {
            Open::Stream => Ok(Target::Stream(fd as u32)),
            Open::File { .. } => Ok(Target::File),
        }
    }

    /// Reads from a file: at an offset, or where the last read or write ended.
    pub fn read(
        &mut self,
        fd: u64,
        buffer: &mut [u8],
        offset: Option<u64>,
    ) -> Result<usize, Errno> {
        let (system, Open::File { handle, position, mode, .. }) = self.at(fd)? else {
            return Err(Errno::BADF);
        };
        if !mode.read {
            return Err(Errno::BADF);
        }
        let count = system.read_at(*handle, buffer, offset.unwrap_or(*position))?;
        if offset.is_none() {
            *position += count as u64;
        }
        Ok(count)
    }

    /// Writes to a file: at an offset, at its end if it was opened so, or where the last read or write ended.
    pub fn write(&mut self, fd: u64, data: &[u8], offset: Option<u64>) -> Result<usize, Errno> {
        let (system, Open::File { handle, position, mode, .. }) = self.at(fd)? else {
            return Err(Errno::BADF);
        };
        if !mode.write {
            return Err(Errno::BADF);
        }
        if mode.append && offset.is_none() {
            *position = system.stat_open(*handle)?.size;
        }
        let count = system.write_at(*handle, data, offset.unwrap_or(*position))?;
        if offset.is_none() {
            *position += count as u64;
        }
        Ok(count)
    }

    /// Sets where the next read or write happens, from the start (0), from there (1) or from the end (2).
    pub fn seek(&mut self, fd: u64, offset: i64, whence: i64) -> Result<u64, Errno> {
        let (system, open) = self.at(fd)?;
        let Open::File { handle, position, rest, .. } = open else { return Err(Errno::SPIPE) };
        let from = match whence {
            0 => 0,
            1 => *position,
            2 => system.stat_open(*handle)?.size,
            _ => return Err(Errno::INVAL),
        };
        *position = from
            .checked_add_signed(offset)
            .filter(|&to| to <= i64::MAX as u64)
            .ok_or(Errno::INVAL)?;
        *rest = None;
        Ok(*position)
    }

    /// Names of a directory, as many as fit: two bytes for the length of each record, then the name.
    pub fn read_names(&mut self, fd: u64, buffer: &mut [u8]) -> Result<usize, Errno> {
        let (system, open) = self.at(fd)?;
        let Open::File { handle, rest, .. } = open else { return Err(Errno::NOTDIR) };
        let mut names = match rest.take() {
            Some(names) => names,
            None => system.list(*handle)?.into_iter(),
        };
        let mut used = 0;
        while let Some(name) = names.as_slice().first() {
            let size = name.len() + 2;
            let Some(place) = buffer.get_mut(used..used + size) else { break };
            let Ok(length) = u16::try_from(size) else { return Err(Errno::NAMETOOLONG) };
            place[..2].copy_from_slice(&length.to_le_bytes());
            place[2..].copy_from_slice(name.as_bytes());
            used += size;
            names.next();
        }
        *rest = Some(names);
        Ok(used)
    }

    /// What is known of an open file.
    pub fn stat(&mut self, fd: u64) -> Result<Stat, Errno> {
        let (system, handle) = self.handle(fd)?;
        system.stat_open(handle)
    }

    /// Cuts or lengthens an open file.
    pub fn truncate(&mut self, fd: u64, size: i64) -> Result<(), Errno> {
        let size = u64::try_from(size).map_err(|_| Errno::INVAL)?;
        let (system, open) = self.at(fd)?;
        match open {
            Open::File { handle, mode, .. } if mode.write => system.truncate_open(*handle, size),
            _ => Err(Errno::INVAL),
        }
    }

    /// Changes the permissions of an open file.
    pub fn chmod(&mut self, fd: u64, mode: u32) -> Result<(), Errno> {
        let (system, handle) = self.handle(fd)?;
        system.chmod_open(handle, mode)
    }

    /// Waits until an open file is stored.
    pub fn sync(&mut self, fd: u64) -> Result<(), Errno> {
        let (system, handle) = self.handle(fd)?;
        system.sync(handle)
    }
}
