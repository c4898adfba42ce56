//! What each of the people of the network does, end to end, through pages, on the demonstration network.

mod coordinator;
mod learner;
mod visitor;
mod workspaces;
