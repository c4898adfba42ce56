//! What each of the people of the network does, end to end, through pages, on the demonstration network.

mod agency;
mod coordinator;
mod facility;
mod learner;
mod provider;
mod visitor;
mod workspaces;
