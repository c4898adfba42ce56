//! Pieces about seats and places that other pages show.

pub mod places;
