//! A hash table of numbers, for what stands by number somewhere else.
//!
//! Searches mostly wait for memory, so that the table is small enough for the near caches: a slot is a number and, above it,
//! the bits of the hash that its place does not tell.

/// An open-addressing hash table of numbers from 1 on.
#[derive(Clone, Debug)]
pub(super) struct Slots {
    /// How many slots there are, as a power of two: so many bits of a hash tell the place, so many of a slot the number.
    bits: u32,
    /// A number, and the rest of its hash above it; 0 where the slot is free.
    slots: Vec<u32>,
}

/// What is first seen in the search for a hash.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Glance {
    /// Is there nothing of that hash?
    pub(super) free: bool,
    /// A number, if it is one: what is left of the slot where the hashes agree.
    pub(super) number: usize,
}

impl Slots {
    /// A table for so many numbers, not crowded.
    pub(super) fn with_room(count: usize) -> Slots {
        let bits = (count * 3 / 2).next_power_of_two().max(16).trailing_zeros();
        Slots { bits, slots: vec![0; 1 << bits] }
    }

    /// Would searches among so many numbers be short?
    pub(super) fn has_room(&self, count: usize) -> bool {
        self.slots.len() >= count * 3 / 2
    }

    /// The place where the search for a hash begins, and the rest of it, as slots hold it.
    #[inline(always)]
    fn home(&self, hash: u32) -> (usize, u32) {
        ((hash >> (u32::BITS - self.bits)) as usize, hash << self.bits)
    }

    /// The first look of a search, without a decision to wait for.
    #[inline(always)]
    pub(super) fn glance(&self, hash: u32) -> Glance {
        let (place, rest) = self.home(hash);
        let slot = self.slots[place];
        Glance { free: slot == 0, number: (slot ^ rest) as usize }
    }

    /// The number of this hash that `is` the one, of which the caller knows that it may be none at all.
    #[inline(always)]
    pub(super) fn find(&self, hash: u32, is: impl Fn(usize) -> bool) -> Option<usize> {
        let (mut place, rest) = self.home(hash);
        loop {
            let slot = self.slots[place];
            let number = (slot ^ rest) as usize;
            if number < self.slots.len() && is(number) {
                return Some(number);
            }
            if slot == 0 {
                return None;
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }

    /// Adds a number, for which there is room.
    pub(super) fn add(&mut self, hash: u32, number: usize) {
        let (mut place, rest) = self.home(hash);
        while self.slots[place] != 0 {
            place = (place + 1) & (self.slots.len() - 1);
        }
        self.slots[place] = rest | number as u32;
    }
}
