//! What programs may rely on of files in memory.

use super::{DIRECTORY, Errno, Files, KIND, LINK, MemoryFiles, Mode, Target};

const WRITE: Mode = Mode {
    read: false,
    write: true,
    create: true,
    exclusive: false,
    truncate: true,
    append: false,
    directory: false,
};
const READ: Mode = Mode { read: true, write: false, create: false, truncate: false, ..WRITE };

fn files() -> Files {
    Files::new(Box::new(MemoryFiles::default()), "/")
}

fn put(files: &mut Files, path: &str, text: &str) {
    let fd = files.open(path, WRITE, 0o644).expect(path);
    files.write(fd, text.as_bytes(), None).expect(path);
    files.close(fd).expect(path);
}

fn get(files: &mut Files, path: &str) -> Result<String, Errno> {
    let fd = files.open(path, READ, 0)?;
    let mut buffer = [0; 64];
    let count = files.read(fd, &mut buffer, None)?;
    files.close(fd)?;
    Ok(String::from_utf8_lossy(&buffer[..count]).into_owned())
}

#[test]
fn what_is_written_is_read() {
    let mut files = files();
    put(&mut files, "a", "first");
    assert_eq!(get(&mut files, "/a").as_deref(), Ok("first"));
    put(&mut files, "a", "2nd");
    assert_eq!(get(&mut files, "./a").as_deref(), Ok("2nd"));
    assert_eq!(get(&mut files, "b"), Err(Errno::NOENT));
    assert_eq!(get(&mut files, "a/b"), Err(Errno::NOTDIR));
}

#[test]
fn the_lowest_free_number_is_taken_and_streams_are_the_first() {
    let mut files = files();
    assert_eq!(files.target(2), Ok(Target::Stream(2)));
    put(&mut files, "a", "");
    assert_eq!(files.open("a", READ, 0), Ok(3));
    assert_eq!(files.open("a", READ, 0), Ok(4));
    assert_eq!(files.close(3), Ok(()));
    assert_eq!(files.close(3), Err(Errno::BADF));
    assert_eq!(files.open("a", READ, 0), Ok(3));
}

#[test]
fn positions_move_and_appending_writes_go_to_the_end() {
    let mut files = files();
    put(&mut files, "a", "0123456789");
    let fd = files.open("a", Mode { write: true, ..READ }, 0).expect("it is there");
    assert_eq!(files.seek(fd, -3, 2), Ok(7));
    let mut two = [0; 2];
    assert_eq!(files.read(fd, &mut two, None), Ok(2));
    assert_eq!((&two, files.seek(fd, 0, 1)), (b"78", Ok(9)));
    assert_eq!(files.seek(fd, -10, 1), Err(Errno::INVAL));
    assert_eq!(files.write(fd, b"xy", Some(20)), Ok(2));
    assert_eq!(files.stat(fd).map(|stat| stat.size), Ok(22));
    let end =
        files.open("a", Mode { append: true, truncate: false, ..WRITE }, 0).expect("it is there");
    assert_eq!(files.write(end, b"!", None), Ok(1));
    assert_eq!(files.stat(fd).map(|stat| stat.size), Ok(23));
    assert_eq!(files.truncate(end, 1), Ok(()));
    assert_eq!(get(&mut files, "a").as_deref(), Ok("0"));
}

#[test]
fn directories_are_walked_and_list_their_names() {
    let mut files = files();
    let system = files.system(7);
    assert_eq!(system.make_directory("/d", 0o755), Ok(()));
    assert_eq!(system.make_directory("/d", 0o755), Err(Errno::EXIST));
    assert_eq!(system.make_directory("/x/y", 0o755), Err(Errno::NOENT));
    assert_eq!(files.change_directory("d"), Ok(()));
    put(&mut files, "bb", "");
    put(&mut files, "../d/./a", "");
    assert_eq!(files.directory(), "/d");
    let fd = files.open(".", READ, 0).expect("it is there");
    let mut buffer = [0; 6];
    assert_eq!(files.read_names(fd, &mut buffer), Ok(3));
    assert_eq!(&buffer[..3], b"\x03\0a");
    assert_eq!(files.read_names(fd, &mut buffer), Ok(4));
    assert_eq!(&buffer[..4], b"\x04\0bb");
    assert_eq!(files.read_names(fd, &mut buffer), Ok(0));
    let system = files.system(8);
    assert_eq!(system.remove_directory("/d"), Err(Errno::NOTEMPTY));
    assert_eq!(system.remove_file("/d"), Err(Errno::ISDIR));
    assert_eq!(system.remove_file("/d/a").and(system.remove_file("/d/bb")), Ok(()));
    assert_eq!(system.remove_directory("/d"), Ok(()));
}

#[test]
fn renaming_replaces_files_and_moves_directories() {
    let mut files = files();
    put(&mut files, "a", "a");
    put(&mut files, "b", "b");
    let system = files.system(0);
    assert_eq!(system.rename("/a", "/b"), Ok(()));
    assert_eq!(
        system.make_directory("/d", 0o755).and(system.make_directory("/d/e", 0o755)),
        Ok(())
    );
    assert_eq!(system.rename("/d", "/d/e/f"), Err(Errno::INVAL));
    assert_eq!(system.rename("/d/e", "/e"), Ok(()));
    assert_eq!(system.rename("/e", "/b"), Err(Errno::NOTDIR));
    assert_eq!(system.stat("/e", true).map(|stat| stat.mode & KIND), Ok(DIRECTORY));
    assert_eq!(get(&mut files, "b").as_deref(), Ok("a"));
    assert_eq!(get(&mut files, "a"), Err(Errno::NOENT));
}

#[test]
fn links_lead_on_and_rings_end() {
    let mut files = files();
    put(&mut files, "a", "text");
    let system = files.system(0);
    assert_eq!(system.symlink("a", "/s").and(system.symlink("/s", "/t")), Ok(()));
    assert_eq!(system.symlink("r", "/r"), Ok(()));
    assert_eq!(system.stat("/t", false).map(|stat| stat.mode & KIND), Ok(LINK));
    assert_eq!(system.read_link("/t").as_deref(), Ok("/s"));
    assert_eq!(system.stat("/r", true).map(|stat| stat.size), Err(Errno::LOOP));
    assert_eq!(system.link("/a", "/hard"), Ok(()));
    assert_eq!(system.remove_file("/a"), Ok(()));
    assert_eq!(get(&mut files, "hard").as_deref(), Ok("text"));
    assert_eq!(get(&mut files, "t"), Err(Errno::NOENT));
}

#[test]
fn permissions_and_times_are_kept() {
    let mut files = files();
    files.system(5);
    put(&mut files, "a", "text");
    let system = files.system(9);
    assert_eq!(
        system.stat("/a", true).map(|stat| (stat.modified, stat.mode & 0o777)),
        Ok((5, 0o644))
    );
    assert_eq!(system.set_times("/a", None, Some(1)).and(system.chmod("/a", 0o200)), Ok(()));
    assert_eq!(
        system.stat("/a", true).map(|stat| (stat.modified, stat.mode & 0o777)),
        Ok((1, 0o200))
    );
    assert_eq!(get(&mut files, "a"), Err(Errno::ACCES));
}

#[test]
fn a_file_that_is_open_outlives_its_name() {
    let mut files = files();
    put(&mut files, "a", "text");
    let fd = files.open("a", READ, 0).expect("it is there");
    assert_eq!(files.system(0).remove_file("/a"), Ok(()));
    let mut buffer = [0; 8];
    assert_eq!(files.read(fd, &mut buffer, None), Ok(4));
    assert_eq!(files.close(fd), Ok(()));
}

#[test]
fn a_host_fills_and_reads_them() {
    let mut files = files();
    let memory = files.system(0).memory().expect("they are in memory");
    assert_eq!(memory.put("/data/in/a.csv", b"1,2"), Ok(()));
    put(&mut files, "/data/out.txt", "3");
    let memory = files.system(0).memory().expect("they are in memory");
    let all: Vec<(String, &[u8])> = memory.all();
    assert_eq!(all, [("/data/in/a.csv".into(), &b"1,2"[..]), ("/data/out.txt".into(), b"3")]);
}
