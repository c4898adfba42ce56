//! Mail on its way out: the queue, what a server makes of it, what a message looks like on the wire, what administrators see.

mod administration;
mod headers;
mod latency;
mod peer;
mod queue;
mod sending;
