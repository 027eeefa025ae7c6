//! Files, for package `syscall` of the overlay; the program's arguments and environment.
//!
//! A result below zero is an error: the negative of its number.

use super::{Flow, Frame, Native};
use crate::files::{Errno, Mode, Stat, Target};
use crate::host::Input;
use crate::machine::Machine;
use crate::trap::Trap;

/// These functions.
pub const NATIVES: &[(&str, Native)] = &[
    ("syscall.fsOpen", open),
    ("syscall.fsRead", read),
    ("syscall.fsWrite", write),
    ("syscall.fsStat", stat),
    ("syscall.fsFstat", stat_open),
    ("syscall.fsReadDirent", read_names),
    ("syscall.fsReadlink", read_link),
    ("syscall.fsGetcwd", directory),
    ("syscall.fsUser", user),
    ("syscall.fsPath", on_path),
    ("syscall.fsFile", on_file),
    ("runtime.args", |m, frame| strings(m, frame, m.host.args())),
    ("runtime.envs", |m, frame| strings(m, frame, m.host.env())),
];

fn answer(m: &mut Machine, frame: Frame, result: Result<u64, Errno>) -> Result<Flow, Trap> {
    let word = match result {
        Ok(value) => value,
        Err(errno) => i64::from(errno.0).wrapping_neg() as u64,
    };
    m.set_result(frame, 0, word);
    Ok(Flow::Return)
}

/// A path from Go: names that are no UTF-8 do not exist.
fn path(m: &Machine, frame: Frame, index: usize) -> Result<String, Errno> {
    let text = String::from_utf8(m.arg_string(frame, index).to_vec());
    text.map_err(|_| Errno::NOENT)
}

/// `func fsOpen(path string, mode int, perm uint32) int`
fn open(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (flags, permissions) = (m.arg(frame, 1), m.arg(frame, 2) as u32);
    let now = m.wall();
    m.files.system(now);
    let result = path(m, frame, 0)
        .and_then(|path| m.files.open(&path, Mode::from_flags(flags), permissions));
    answer(m, frame, result)
}

/// Where a slice of bytes lies, and how many there are.
fn buffer(m: &mut Machine, frame: Frame, index: usize) -> (u64, u64) {
    let at = m.arg_addr(frame, index);
    let memory = m.memory();
    (memory.read_u64(at), memory.read_u64(at + 8))
}

fn offset(m: &Machine, frame: Frame) -> Option<u64> {
    u64::try_from(m.arg(frame, 2) as i64).ok()
}

/// `func fsRead(fd int, b []byte, offset int64) int`
fn read(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (fd, offset) = (m.arg(frame, 0), offset(m, frame));
    let (at, len) = buffer(m, frame, 1);
    let now = m.wall();
    let bytes = m.world.heap.memory.slice_mut(at, len);
    let result = match m.files.target(fd) {
        Err(errno) => Err(errno),
        Ok(Target::Stream(_)) if offset.is_some() => Err(Errno::SPIPE),
        Ok(Target::Stream(0)) => match m.host.read(bytes) {
            Input::Bytes(count) => Ok(count as u64),
            Input::End => Ok(0),
            Input::WouldBlock if m.world.step.is_some() => return Ok(Flow::Starve),
            Input::WouldBlock => {
                m.sched.park_reader();
                return Ok(Flow::Retry);
            }
        },
        Ok(Target::Stream(_)) => Err(Errno::BADF),
        Ok(Target::File) => {
            m.files.system(now);
            m.files.read(fd, bytes, offset).map(|count| count as u64)
        }
    };
    answer(m, frame, result)
}

/// `func fsWrite(fd int, b []byte, offset int64) int`
fn write(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (fd, offset) = (m.arg(frame, 0), offset(m, frame));
    let (at, len) = buffer(m, frame, 1);
    let now = m.wall();
    let bytes = m.world.heap.memory.slice(at, len);
    let result = match m.files.target(fd) {
        Err(errno) => Err(errno),
        Ok(Target::Stream(_)) if offset.is_some() => Err(Errno::SPIPE),
        Ok(Target::Stream(0)) => Err(Errno::BADF),
        Ok(Target::Stream(stream)) => {
            m.host.write(stream, bytes);
            Ok(len)
        }
        Ok(Target::File) => {
            m.files.system(now);
            m.files.write(fd, bytes, offset).map(|count| count as u64)
        }
    };
    answer(m, frame, result)
}

/// Fills in a `syscall.Stat_t`.
fn store(m: &mut Machine, at: u64, stat: &Stat) {
    const SECOND: i64 = 1_000_000_000;
    const BLOCK: u64 = 512;
    const STAT_SIZE: u64 = 104;
    let memory = m.memory();
    memory.zero(at, STAT_SIZE);
    memory.write_u64(at + 8, stat.inode);
    memory.write_u32(at + 16, stat.mode);
    memory.write_u32(at + 20, stat.links);
    memory.write_u32(at + 24, stat.owner.0);
    memory.write_u32(at + 28, stat.owner.1);
    memory.write_u64(at + 40, stat.size);
    memory.write_u32(at + 48, 4096);
    memory.write_u32(at + 52, stat.size.div_ceil(BLOCK) as u32);
    for (offset, nanos) in [(56, stat.accessed), (72, stat.modified), (88, stat.modified)] {
        memory.write_u64(at + offset, nanos.div_euclid(SECOND) as u64);
        memory.write_u64(at + offset + 8, nanos.rem_euclid(SECOND) as u64);
    }
}

/// `func fsStat(path string, follow bool, st *Stat_t) int`
fn stat(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (follow, at) = (m.arg(frame, 1) != 0, m.arg(frame, 2));
    let now = m.wall();
    let result = path(m, frame, 0).and_then(|path| {
        let path = m.files.absolute(&path);
        m.files.system(now).stat(&path, follow)
    });
    let result = result.map(|stat| {
        store(m, at, &stat);
        0
    });
    answer(m, frame, result)
}

/// `func fsFstat(fd int, st *Stat_t) int`
fn stat_open(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let (fd, at) = (m.arg(frame, 0), m.arg(frame, 1));
    let result = match m.files.target(fd) {
        Err(errno) => Err(errno),
        Ok(Target::Stream(stream)) => Ok(Stat {
            mode: m.host.stream_mode(stream),
            links: 1,
            owner: crate::files::NOBODY,
            ..Stat::default()
        }),
        Ok(Target::File) => m.files.stat(fd),
    };
    let result = result.map(|stat| {
        store(m, at, &stat);
        0
    });
    answer(m, frame, result)
}

/// `func fsReadDirent(fd int, buf []byte) int`
fn read_names(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let fd = m.arg(frame, 0);
    let (at, len) = buffer(m, frame, 1);
    let bytes = m.world.heap.memory.slice_mut(at, len);
    let result = m.files.read_names(fd, bytes).map(|count| count as u64);
    answer(m, frame, result)
}

fn set_string(m: &mut Machine, frame: Frame, text: &str) -> Result<(), Trap> {
    let (address, len) = new_string(m, text)?;
    let at = m.result_addr(frame, 0);
    let memory = m.memory();
    memory.write_u64(at, address);
    memory.write_u64(at + 8, len);
    Ok(())
}

fn new_string(m: &mut Machine, text: &str) -> Result<(u64, u64), Trap> {
    if text.is_empty() {
        return Ok((0, 0));
    }
    let len = text.len() as u64;
    let address = m.world.heap.alloc(len, crate::heap::ShapeId::NOSCAN)?;
    m.memory().write(address, text.as_bytes());
    Ok((address, len))
}

/// `func fsReadlink(path string) (target string, errno int)`
fn read_link(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let now = m.wall();
    let result = path(m, frame, 0).and_then(|path| {
        let path = m.files.absolute(&path);
        m.files.system(now).read_link(&path)
    });
    let (target, errno) = match result {
        Ok(target) => (target, 0),
        Err(errno) => (String::new(), errno.0),
    };
    set_string(m, frame, &target)?;
    m.set_result(frame, 1, errno.into());
    Ok(Flow::Return)
}

/// `func fsGetcwd() string`
fn directory(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let directory = m.files.directory().to_string();
    set_string(m, frame, &directory)?;
    Ok(Flow::Return)
}

/// `func fsUser() (uid, gid int)`
fn user(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let now = m.wall();
    let (user, group) = m.files.system(now).user();
    m.set_result(frame, 0, user.into());
    m.set_result(frame, 1, group.into());
    Ok(Flow::Return)
}

/// `func fsPath(op int, path, other string, x, y int64) int`
fn on_path(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let now = m.wall();
    let paths = path(m, frame, 1).and_then(|first| Ok((first, path(m, frame, 2)?)));
    let (x, y) = (m.arg(frame, 3) as i64, m.arg(frame, 4) as i64);
    let op = m.arg(frame, 0);
    let result = paths.and_then(|(first, second)| {
        let (from, to) = (m.files.absolute(&first), m.files.absolute(&second));
        if op == 8 {
            return m.files.change_directory(&first);
        }
        let system = m.files.system(now);
        match op {
            0 => system.make_directory(&from, x as u32),
            1 => system.remove_file(&from),
            2 => system.remove_directory(&from),
            3 => system.chmod(&from, x as u32),
            // Nobody owns files here, but they must exist.
            4 | 11 => system.stat(&from, op == 4).map(|_| ()),
            5 => {
                let time = |nanos: i64| (nanos != i64::MIN).then_some(nanos);
                system.set_times(&from, time(x), time(y))
            }
            6 => system.rename(&from, &to),
            7 => {
                let size = u64::try_from(x).map_err(|_| Errno::INVAL)?;
                let mode = Mode { write: true, ..Mode::default() };
                let handle = system.open(&from, mode, 0)?;
                let cut = system.truncate_open(handle, size);
                system.close(handle);
                cut
            }
            9 => system.link(&from, &to),
            10 => system.symlink(&first, &to),
            _ => Err(Errno::NOSYS),
        }
    });
    answer(m, frame, result.map(|()| 0))
}

/// `func fsFile(op int, fd int, x, y int64) int64`
fn on_file(m: &mut Machine, frame: Frame) -> Result<Flow, Trap> {
    let [op, fd, x, y] = [0, 1, 2, 3].map(|index| m.arg(frame, index));
    let now = m.wall();
    m.files.system(now);
    let result = match op {
        0 => m.files.close(fd).map(|()| 0),
        1 => m.files.seek(fd, x as i64, y as i64),
        2 => m.files.chmod(fd, x as u32).map(|()| 0),
        3 => m.files.truncate(fd, x as i64).map(|()| 0),
        4 => match m.files.target(fd) {
            Ok(Target::Stream(_)) => Err(Errno::INVAL),
            _ => m.files.sync(fd).map(|()| 0),
        },
        5 => m.files.change_to(fd).map(|()| 0),
        _ => Err(Errno::NOSYS),
    };
    answer(m, frame, result)
}

/// A `[]string` as the result.
fn strings(m: &mut Machine, frame: Frame, list: Vec<String>) -> Result<Flow, Trap> {
    let count = list.len() as u64;
    let shape = m.world.heap.shape_of_pointers(16, &[0]);
    let array = if count == 0 { 0 } else { m.world.heap.alloc(16 * count, shape)? };
    for (index, text) in list.iter().enumerate() {
        let (address, len) = new_string(m, text)?;
        let at = array + 16 * index as u64;
        let memory = m.memory();
        memory.write_u64(at, address);
        memory.write_u64(at + 8, len);
    }
    let at = m.result_addr(frame, 0);
    let memory = m.memory();
    for (index, word) in [array, count, count].into_iter().enumerate() {
        memory.write_u64(at + 8 * index as u64, word);
    }
    Ok(Flow::Return)
}
