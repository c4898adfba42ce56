//! The catalogue: its pages as visitors are shown them again and again.

mod kept;
