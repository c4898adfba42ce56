//! Queries over the network.

mod agreements;
pub mod facts;
mod organisations;
mod reference;
mod requests;

pub use agreements::{
    Agreement, Paper, Party, add_paper, get_agreement, get_paper, list_agreements, list_papers, list_partners, propose, take_step,
};
pub use organisations::{Organisation, count_members, get_organisation, list_organisations};
pub use reference::sync_reference;
pub use requests::{MOST_WAITING, NewOrganisation, Request, answer, ask, get_request, list_coordinated, list_deciders, list_requests, mend};
