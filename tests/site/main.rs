//! One test binary: journeys through real pages on both databases, the command line, the databases themselves, and the
//! rules of the house.

#[cfg(test)]
mod access;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod budget;
#[cfg(test)]
mod catalogue;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod dashboards;
#[cfg(test)]
mod db;
#[cfg(test)]
mod enrolments;
#[cfg(test)]
mod house;
#[cfg(test)]
mod journeys;
#[cfg(test)]
mod network;
#[cfg(test)]
mod notifications;
#[cfg(test)]
mod people;
#[cfg(test)]
mod privacy;
#[cfg(test)]
mod site;
#[cfg(test)]
mod support;
