//! A file system in memory.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::{DIRECTORY, Errno, FileSystem, LINK, Mode, NOBODY, REGULAR, Stat};

/// A file system in memory: what it holds is lost with it. A copy shares the contents of files that neither changes.
#[derive(Clone)]
pub struct MemoryFiles {
    nodes: HashMap<u64, Node>,
    next: u64,
    handles: HashMap<u64, u64>,
    next_handle: u64,
    now: i64,
    used: u64,
    limit: u64,
}

#[derive(Clone)]
struct Node {
    content: Content,
    permissions: u32,
    links: u32,
    /// How many handles it is open under: it goes when that and `links` are 0.
    open: u32,
    accessed: i64,
    modified: i64,
}

#[derive(Clone)]
enum Content {
    File(Rc<Vec<u8>>),
    Directory { entries: BTreeMap<String, u64>, parent: u64 },
    Link(String),
}

const ROOT: u64 = 1;
/// The bytes that all files may have together.
const LIMIT: u64 = 256 << 20;
/// More links on one way are a ring.
const MOST_LINKS: u32 = 40;
const LONGEST_NAME: usize = 255;

/// Where a path leads: the directory, the name in it, and what stands there.
struct Found {
    directory: u64,
    /// Empty for the root.
    name: String,
    node: Option<u64>,
}

impl Default for MemoryFiles {
    fn default() -> Self {
        let root = Content::Directory { entries: BTreeMap::new(), parent: ROOT };
        let mut files = MemoryFiles {
            nodes: HashMap::new(),
            next: ROOT,
            handles: HashMap::new(),
            next_handle: 0,
            now: 0,
            used: 0,
            limit: LIMIT,
        };
        files.insert(root, 0o755);
        files
    }
}

impl MemoryFiles {
    /// Puts a file there, with the directories that lead to it.
    pub fn put(&mut self, path: &str, data: &[u8]) -> Result<(), Errno> {
        for (at, _) in path.match_indices('/').skip(1) {
            match self.make_directory(&path[..at], 0o755) {
                Ok(()) | Err(Errno::EXIST) => {}
                Err(error) => return Err(error),
            }
        }
        let mode = Mode { write: true, create: true, truncate: true, ..Mode::default() };
        let handle = self.open(path, mode, 0o644)?;
        let written = self.write_at(handle, data, 0);
        self.close(handle);
        written.map(|_| ())
    }

    /// The files there are, as paths from the root, sorted.
    pub fn all(&self) -> Vec<(String, &[u8])> {
        let mut all = Vec::new();
        let mut stack = vec![(String::new(), ROOT)];
        while let Some((path, id)) = stack.pop() {
            match self.nodes.get(&id).map(|node| &node.content) {
                Some(Content::File(data)) => all.push((path, data.as_slice())),
                Some(Content::Directory { entries, .. }) => {
                    stack.extend(entries.iter().map(|(name, &id)| (format!("{path}/{name}"), id)));
                }
                _ => {}
            }
        }
        all.sort();
        all
    }

    fn insert(&mut self, content: Content, permissions: u32) -> u64 {
        let id = self.next;
        self.next += 1;
        let (accessed, modified) = (self.now, self.now);
        let permissions = permissions & 0o7777;
        self.nodes.insert(id, Node { content, permissions, links: 1, open: 0, accessed, modified });
        id
    }

    fn node(&mut self, id: u64) -> Result<&mut Node, Errno> {
        self.nodes.get_mut(&id).ok_or(Errno::BADF)
    }

    fn opened(&mut self, handle: u64) -> Result<&mut Node, Errno> {
        let id = *self.handles.get(&handle).ok_or(Errno::BADF)?;
        self.node(id)
    }

    fn entries(&mut self, directory: u64) -> Result<&mut BTreeMap<String, u64>, Errno> {
        match &mut self.node(directory)?.content {
            Content::Directory { entries, .. } => Ok(entries),
            _ => Err(Errno::NOTDIR),
        }
    }

    /// Walks a path. The last name need not exist; a link there is followed or not.
    fn walk(&mut self, path: &str, follow: bool) -> Result<Found, Errno> {
        let mut words: Vec<String> = path.split('/').rev().map(str::to_string).collect();
        let must_be_directory = path.ends_with('/');
        let mut links = 0;
        let mut found = Found { directory: ROOT, name: String::new(), node: Some(ROOT) };
        while let Some(word) = words.pop() {
            if word.is_empty() || word == "." {
                continue;
            }
            if word.len() > LONGEST_NAME {
                return Err(Errno::NAMETOOLONG);
            }
            // What came before is now a directory on the way.
            let directory = match found.node {
                None => return Err(Errno::NOENT),
                Some(id) => id,
            };
            let Content::Directory { entries, parent } = &self.node(directory)?.content else {
                return Err(Errno::NOTDIR);
            };
            if word == ".." {
                let parent = *parent;
                found = Found { directory: parent, name: String::new(), node: Some(parent) };
                continue;
            }
            let node = entries.get(&word).copied();
            let last = words.iter().all(|word| word.is_empty());
            if let Some(id) = node
                && let Content::Link(target) = &self.node(id)?.content
                && (!last || follow || must_be_directory)
            {
                links += 1;
                if links > MOST_LINKS {
                    return Err(Errno::LOOP);
                }
                let target = target.clone();
                words.extend(target.split('/').rev().map(str::to_string));
                let start = if target.starts_with('/') { ROOT } else { directory };
                found = Found { directory: start, name: String::new(), node: Some(start) };
                continue;
            }
            found = Found { directory, name: word, node };
        }
        if must_be_directory
            && let Some(id) = found.node
            && !matches!(self.node(id)?.content, Content::Directory { .. })
        {
            return Err(Errno::NOTDIR);
        }
        Ok(found)
    }

    fn find(&mut self, path: &str, follow: bool) -> Result<u64, Errno> {
        self.walk(path, follow)?.node.ok_or(Errno::NOENT)
    }

    /// Where something new can be put.
    fn vacancy(&mut self, path: &str) -> Result<Found, Errno> {
        let found = self.walk(path, false)?;
        if found.node.is_some() { Err(Errno::EXIST) } else { Ok(found) }
    }

    fn add_entry(&mut self, directory: u64, name: String, id: u64) -> Result<(), Errno> {
        let now = self.now;
        self.entries(directory)?.insert(name, id);
        self.node(directory)?.modified = now;
        Ok(())
    }

    fn remove_entry(&mut self, found: &Found) -> Result<(), Errno> {
        let now = self.now;
        let id = self.entries(found.directory)?.remove(&found.name).ok_or(Errno::NOENT)?;
        self.node(found.directory)?.modified = now;
        let node = self.node(id)?;
        node.links = node.links.saturating_sub(1);
        self.forget(id);
        Ok(())
    }

    /// Lets a node go if nothing leads to it.
    fn forget(&mut self, id: u64) {
        let gone = self.nodes.get(&id).is_some_and(|node| node.links == 0 && node.open == 0);
        if gone && let Some(Node { content: Content::File(data), .. }) = self.nodes.remove(&id) {
            self.used -= data.len() as u64;
        }
    }

    fn resize(&mut self, id: u64, size: u64) -> Result<(), Errno> {
        let (used, limit, now) = (self.used, self.limit, self.now);
        let node = self.node(id)?;
        let Content::File(data) = &mut node.content else { return Err(Errno::ISDIR) };
        let rest = used - data.len() as u64;
        if size > limit - rest {
            return Err(Errno::NOSPC);
        }
        if data.len() as u64 != size {
            Rc::make_mut(data).resize(size as usize, 0);
        }
        node.modified = now;
        self.used = rest + size;
        Ok(())
    }

    fn stat_node(&mut self, id: u64) -> Result<Stat, Errno> {
        let node = self.node(id)?;
        let (kind, size) = match &node.content {
            Content::File(data) => (REGULAR, data.len() as u64),
            Content::Directory { .. } => (DIRECTORY, 4096),
            Content::Link(target) => (LINK, target.len() as u64),
        };
        Ok(Stat {
            inode: id,
            mode: kind | node.permissions,
            links: node.links,
            owner: NOBODY,
            size,
            accessed: node.accessed,
            modified: node.modified,
        })
    }

    fn path_to(&mut self, mut id: u64) -> Result<String, Errno> {
        let mut path = String::new();
        while id != ROOT {
            let Content::Directory { parent, .. } = self.node(id)?.content else {
                return Err(Errno::NOTDIR);
            };
            let entries = self.entries(parent)?;
            let name =
                entries.iter().find(|&(_, &entry)| entry == id).map(|(name, _)| name.clone());
            path = format!("/{}{path}", name.ok_or(Errno::NOENT)?);
            id = parent;
        }
        Ok(if path.is_empty() { "/".into() } else { path })
    }

    /// Whether a directory lies in another one, or is it.
    fn is_inside(&mut self, mut id: u64, outer: u64) -> Result<bool, Errno> {
        loop {
            if id == outer {
                return Ok(true);
            }
            match self.node(id)?.content {
                Content::Directory { parent, .. } if id != ROOT => id = parent,
                _ => return Ok(false),
            }
        }
    }
}

impl FileSystem for MemoryFiles {
    fn memory(&mut self) -> Option<&mut MemoryFiles> {
        Some(self)
    }

    fn copy(&self) -> Option<Box<dyn FileSystem>> {
        Some(Box::new(self.clone()))
    }

    fn tick(&mut self, now: i64) {
        self.now = now;
    }

    fn open(&mut self, path: &str, mode: Mode, permissions: u32) -> Result<u64, Errno> {
        let found = self.walk(path, !(mode.create && mode.exclusive))?;
        let id = match found.node {
            Some(_) if mode.create && mode.exclusive => return Err(Errno::EXIST),
            Some(id) => id,
            None if mode.create => {
                if path.ends_with('/') {
                    return Err(Errno::ISDIR);
                }
                let id = self.insert(Content::File(Rc::default()), permissions);
                self.add_entry(found.directory, found.name, id)?;
                id
            }
            None => return Err(Errno::NOENT),
        };
        let created = found.node.is_none();
        let node = self.node(id)?;
        let directory = matches!(node.content, Content::Directory { .. });
        let denied = |bit: u32| node.permissions & bit == 0 && !created;
        if directory && (mode.write || mode.create) {
            return Err(Errno::ISDIR);
        }
        if !directory && mode.directory {
            return Err(Errno::NOTDIR);
        }
        if mode.read && denied(0o400) || mode.write && denied(0o200) {
            return Err(Errno::ACCES);
        }
        node.open += 1;
        if mode.truncate && !directory {
            self.resize(id, 0)?;
        }
        self.next_handle += 1;
        self.handles.insert(self.next_handle, id);
        Ok(self.next_handle)
    }

    fn close(&mut self, handle: u64) {
        if let Some(id) = self.handles.remove(&handle) {
            if let Some(node) = self.nodes.get_mut(&id) {
                node.open -= 1;
            }
            self.forget(id);
        }
    }

    fn read_at(&mut self, handle: u64, buffer: &mut [u8], offset: u64) -> Result<usize, Errno> {
        let now = self.now;
        let node = self.opened(handle)?;
        let Content::File(data) = &node.content else { return Err(Errno::ISDIR) };
        let rest =
            usize::try_from(offset).ok().and_then(|offset| data.get(offset..)).unwrap_or(&[]);
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        node.accessed = now;
        Ok(count)
    }

    fn write_at(&mut self, handle: u64, data: &[u8], offset: u64) -> Result<usize, Errno> {
        let id = *self.handles.get(&handle).ok_or(Errno::BADF)?;
        let end = offset.checked_add(data.len() as u64).ok_or(Errno::FBIG)?;
        let size = match &self.node(id)?.content {
            Content::File(old) => old.len() as u64,
            _ => return Err(Errno::ISDIR),
        };
        self.resize(id, size.max(end))?;
        if let Content::File(old) = &mut self.node(id)?.content {
            Rc::make_mut(old)[offset as usize..end as usize].copy_from_slice(data);
        }
        Ok(data.len())
    }

    fn stat_open(&mut self, handle: u64) -> Result<Stat, Errno> {
        let id = *self.handles.get(&handle).ok_or(Errno::BADF)?;
        self.stat_node(id)
    }

    fn truncate_open(&mut self, handle: u64, size: u64) -> Result<(), Errno> {
        let id = *self.handles.get(&handle).ok_or(Errno::BADF)?;
        self.resize(id, size)
    }

    fn chmod_open(&mut self, handle: u64, mode: u32) -> Result<(), Errno> {
        self.opened(handle)?.permissions = mode & 0o7777;
        Ok(())
    }

    fn sync(&mut self, handle: u64) -> Result<(), Errno> {
        self.opened(handle).map(|_| ())
    }

    fn list(&mut self, handle: u64) -> Result<Vec<String>, Errno> {
        let id = *self.handles.get(&handle).ok_or(Errno::BADF)?;
        Ok(self.entries(id)?.keys().cloned().collect())
    }

    fn path_of(&mut self, handle: u64) -> Result<String, Errno> {
        let id = *self.handles.get(&handle).ok_or(Errno::BADF)?;
        self.path_to(id)
    }

    fn resolve(&mut self, path: &str) -> Result<String, Errno> {
        let id = self.find(path, true)?;
        self.path_to(id)
    }

    fn stat(&mut self, path: &str, follow: bool) -> Result<Stat, Errno> {
        let id = self.find(path, follow)?;
        self.stat_node(id)
    }

    fn make_directory(&mut self, path: &str, mode: u32) -> Result<(), Errno> {
        let found = self.vacancy(path)?;
        let content = Content::Directory { entries: BTreeMap::new(), parent: found.directory };
        let id = self.insert(content, mode);
        self.add_entry(found.directory, found.name, id)
    }

    fn remove_file(&mut self, path: &str) -> Result<(), Errno> {
        let found = self.walk(path, false)?;
        let id = found.node.ok_or(Errno::NOENT)?;
        match self.node(id)?.content {
            Content::Directory { .. } => Err(Errno::ISDIR),
            _ => self.remove_entry(&found),
        }
    }

    fn remove_directory(&mut self, path: &str) -> Result<(), Errno> {
        let found = self.walk(path, false)?;
        let id = found.node.ok_or(Errno::NOENT)?;
        if !self.entries(id)?.is_empty() {
            return Err(Errno::NOTEMPTY);
        }
        if found.name.is_empty() {
            return Err(Errno::BUSY);
        }
        self.remove_entry(&found)
    }

    fn chmod(&mut self, path: &str, mode: u32) -> Result<(), Errno> {
        let id = self.find(path, true)?;
        self.node(id)?.permissions = mode & 0o7777;
        Ok(())
    }

    fn set_times(
        &mut self,
        path: &str,
        accessed: Option<i64>,
        modified: Option<i64>,
    ) -> Result<(), Errno> {
        let id = self.find(path, true)?;
        let node = self.node(id)?;
        node.accessed = accessed.unwrap_or(node.accessed);
        node.modified = modified.unwrap_or(node.modified);
        Ok(())
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Errno> {
        let old = self.walk(from, false)?;
        let id = old.node.ok_or(Errno::NOENT)?;
        let new = self.walk(to, false)?;
        if old.name.is_empty() || new.name.is_empty() {
            return Err(Errno::BUSY);
        }
        if new.node == Some(id) {
            return Ok(());
        }
        let directory = matches!(self.node(id)?.content, Content::Directory { .. });
        if directory && self.is_inside(new.directory, id)? {
            return Err(Errno::INVAL);
        }
        if let Some(target) = new.node {
            match &self.node(target)?.content {
                Content::Directory { .. } if !directory => return Err(Errno::ISDIR),
                Content::Directory { entries, .. } if !entries.is_empty() => {
                    return Err(Errno::NOTEMPTY);
                }
                Content::Directory { .. } => {}
                _ if directory => return Err(Errno::NOTDIR),
                _ => {}
            }
            self.remove_entry(&new)?;
        }
        self.node(id)?.links += 1;
        self.remove_entry(&old)?;
        if let Content::Directory { parent, .. } = &mut self.node(id)?.content {
            *parent = new.directory;
        }
        self.add_entry(new.directory, new.name, id)
    }

    fn read_link(&mut self, path: &str) -> Result<String, Errno> {
        let id = self.find(path, false)?;
        match &self.node(id)?.content {
            Content::Link(target) => Ok(target.clone()),
            _ => Err(Errno::INVAL),
        }
    }

    fn link(&mut self, path: &str, new: &str) -> Result<(), Errno> {
        let id = self.find(path, false)?;
        if matches!(self.node(id)?.content, Content::Directory { .. }) {
            return Err(Errno::PERM);
        }
        let found = self.vacancy(new)?;
        self.node(id)?.links += 1;
        self.add_entry(found.directory, found.name, id)
    }

    fn symlink(&mut self, target: &str, new: &str) -> Result<(), Errno> {
        let found = self.vacancy(new)?;
        let id = self.insert(Content::Link(target.into()), 0o777);
        self.add_entry(found.directory, found.name, id)
    }
}
