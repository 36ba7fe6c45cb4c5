//! Memory for what is large, of which there is no more than the largest may have.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Room for so many bytes.
#[derive(Debug)]
pub(crate) struct Room {
    limit: usize,
    taken: Mutex<usize>,
    given_back: Condvar,
}

/// A part of the room, which is given back when this is dropped.
#[derive(Debug)]
pub(crate) struct Taken {
    room: Arc<Room>,
    bytes: usize,
}

impl Room {
    pub(crate) fn new(limit: usize) -> Arc<Self> {
        Arc::new(Room { limit, taken: Mutex::default(), given_back: Condvar::new() })
    }

    /// Takes so many bytes, as [`Taken::grow`] does.
    pub(crate) fn take(self: &Arc<Self>, bytes: usize) -> Taken {
        let mut taken = Taken { room: Arc::clone(self), bytes: 0 };
        taken.grow(bytes);
        taken
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Taken {
    /// Takes more, up to so many bytes. Waits until others have left enough; what has the room to itself gets all that
    /// it asks for, since nobody would ever leave more.
    ///
    /// Only the thread that reads waits here, and what it waits for are records that are worked on and taken meanwhile.
    pub(crate) fn grow(&mut self, bytes: usize) {
        let mut taken = self.room.lock();
        while *taken > self.bytes && (*taken - self.bytes).saturating_add(bytes) > self.room.limit {
            taken = self.room.given_back.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += bytes - self.bytes.min(bytes);
        self.bytes = self.bytes.max(bytes);
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        *self.room.lock() -= self.bytes;
        self.room.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{RecvTimeoutError, channel};
    use std::time::Duration;

    use super::*;

    #[test]
    fn who_has_the_room_alone_gets_all() {
        let room = Room::new(10);
        let mut taken = room.take(8);
        taken.grow(100);
        taken.grow(50);
        drop(taken);
        assert_eq!(*room.lock(), 0);
    }

    #[test]
    fn who_comes_later_waits() {
        let room = Room::new(10);
        let (small, large) = (room.take(3), room.take(7));
        let (sender, receiver) = channel();
        let later = Arc::clone(&room);
        let thread = std::thread::spawn(move || {
            let mut taken = later.take(3);
            sender.send(taken.bytes).unwrap();
            taken.grow(10);
            sender.send(taken.bytes).unwrap();
        });
        let waits = |receiver: &std::sync::mpsc::Receiver<usize>| {
            receiver.recv_timeout(Duration::from_millis(20)) == Err(RecvTimeoutError::Timeout)
        };
        assert!(waits(&receiver));
        drop(large);
        assert_eq!(receiver.recv(), Ok(3));
        assert!(waits(&receiver));
        drop(small);
        assert_eq!(receiver.recv(), Ok(10));
        thread.join().unwrap();
        assert_eq!(*room.lock(), 0);
    }
}
