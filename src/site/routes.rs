//! Every route of the site, in one table: who may come, how, where, and which function answers.
//! Static files and health are the only addresses beside it (`site::configure`).
//!
//! What answers GET answers HEAD alike, without a body; OPTIONS and a method that is not there are told which there are.

use std::collections::BTreeMap;

use actix_web::http::{Method, header};
use actix_web::middleware::from_fn;
use actix_web::{HttpResponse, guard, web};

use super::error;

/// Who may come. The handler's arguments enforce it (`site::guard`); a test walks the table and compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Anyone,
    /// Whoever has the address: it was mailed to them and is a secret, which no page and no header names to anybody.
    Bearer,
    /// Anyone, in the demonstration alone.
    Demo,
    /// Somebody whose password was right and whose code is still to come.
    HalfWay,
    /// Somebody who signed in; they may still need to set up a second factor.
    Known,
    SignedIn,
    /// Somebody who proved in the last minutes who they are.
    Proved,
    /// A member of the organisation that the address names, or a coordinator who stands in for it; it is verified.
    Member,
    /// A member of the organisation that the address names, verified or not.
    Belonging,
    /// An owner of the organisation that the address names, verified or not.
    Owner,
    /// The same, who proved in the last minutes who they are.
    OwnerProved,
    Coordinator,
    /// Somebody with any part beyond an organisation.
    Verifier,
    /// The same, who proved in the last minutes who they are.
    VerifierProved,
    /// The secretariat, or an administrator.
    Secretariat,
    /// The same, who proved in the last minutes who they are.
    SecretariatProved,
    /// A coordinator or an administrator, who sees what lies within their part.
    Overseer,
    /// The same, who proved in the last minutes who they are.
    OverseerProved,
    Administrator,
    /// The same, who proved in the last minutes who they are.
    AdministratorProved,
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    pub access: Access,
    pub method: &'static str,
    pub path: &'static str,
    pub handler: &'static str,
}

macro_rules! routes {
    ($($access:ident $method:ident $path:literal => $($handler:ident)::+;)+) => {
        /// The table.
        pub const TABLE: &[Route] = &[$(Route { access: Access::$access, method: stringify!($method), path: $path, handler: stringify!($($handler)::+) }),+];

        fn handlers() -> Vec<(Access, &'static str, Listening)> {
            vec![$((Access::$access, $path, $method().to(crate::$($handler)::+))),+]
        }
    };
}

routes! {
    Anyone get "/" => dashboards::web::home;
    Anyone get "/courses" => catalogue::web::list;
    Anyone get "/courses/{course}" => catalogue::web::show_course;
    Anyone get "/offerings/{offering}" => catalogue::web::show;
    Anyone post "/wishes" => needs::web::wish;
    Anyone get "/placements" => placements::web::list;
    Anyone get "/placements/{slot}" => placements::web::show;
    Anyone get "/network" => network::web::list;
    SignedIn get "/network/join" => network::web::new;
    SignedIn post "/network/join" => network::web::ask;
    Anyone get "/network/{org}" => network::web::show;
    Anyone get "/gaps" => dashboards::web::gaps;
    Anyone get "/skills" => skills::web::list;
    Anyone get "/skills/{skill}" => skills::web::show;
    Anyone get "/roles/{role}" => skills::web::show_role;
    Anyone get "/method" => matching::web::method;
    Anyone get "/privacy" => people::web::privacy;
    Anyone get "/privacy.csv" => people::web::privacy_csv;
    Bearer get "/unsubscribe/{token}" => people::web::unsubscribe;
    Bearer post "/unsubscribe/{token}" => people::web::unsubscribe_now;

    Anyone get "/sign-in" => people::web::sign_in;
    Anyone post "/sign-in" => people::web::start_session;
    Anyone post "/sign-out" => people::web::end_session;
    Anyone get "/join" => people::web::join;
    Anyone post "/join" => people::web::ask_to_join;
    Bearer get "/join/{token}" => people::web::welcome;
    Bearer post "/join/{token}" => people::web::create;
    Bearer get "/administrator/{token}" => people::web::welcome_administrator;
    Bearer post "/administrator/{token}" => people::web::create_administrator;

    Bearer get "/claim/{token}" => people::web::claim;
    Bearer post "/claim/{token}" => people::web::take_claim;
    Bearer post "/claim/{token}/refuse" => people::web::refuse_claim;

    HalfWay get "/sign-in/code" => people::web::code;
    HalfWay post "/sign-in/code" => people::web::check_code;
    Anyone get "/reset" => people::web::forgot;
    Anyone post "/reset" => people::web::ask_for_reset;
    Bearer get "/reset/{token}" => people::web::reset;
    Bearer post "/reset/{token}" => people::web::reset_password;

    Known get "/prove" => people::web::prove;
    Known post "/prove" => people::web::prove_again;
    Known get "/me/security/factor" => people::web::factor;
    Known post "/me/security/factor" => people::web::start_factor;
    Known post "/me/security/factor/confirm" => people::web::confirm_factor;
    Proved post "/me/security/factor/codes" => people::web::new_codes;
    Proved post "/me/security/factor/remove" => people::web::remove_factor;
    SignedIn get "/me/security" => people::web::security;
    SignedIn post "/me/security/password" => people::web::change_password;
    SignedIn post "/me/security/devices/{session}/end" => people::web::end_device;
    SignedIn post "/me/security/devices/end-others" => people::web::end_others;
    SignedIn post "/me/security/devices/end" => people::web::end_everywhere;
    Proved post "/me/security/addresses" => people::web::add_address;
    Proved post "/me/security/addresses/{email}/primary" => people::web::make_primary;
    Proved post "/me/security/addresses/{email}/remove" => people::web::remove_address;
    SignedIn get "/address/{token}" => people::web::address;
    SignedIn post "/address/{token}" => people::web::confirm_address;

    SignedIn get "/me/data" => people::web::own_data;
    Proved post "/me/data/copy" => people::web::ask_for_copy;
    SignedIn get "/me/data/copy/{token}" => people::web::copy;
    SignedIn post "/me/data/copy/{token}" => people::web::download_copy;
    SignedIn post "/me/data/consents/{purpose}" => people::web::consent;
    SignedIn post "/me/data/mail" => people::web::choose_mail;
    Proved get "/me/data/erase" => people::web::erase;
    Proved post "/me/data/erase" => people::web::erase_own;
    SignedIn get "/me/records" => people::web::records;
    Proved post "/me/records/{person}/take" => people::web::take_record;
    SignedIn post "/me/records/{person}/refuse" => people::web::refuse_record;

    SignedIn get "/me" => dashboards::web::me;
    SignedIn get "/me/gaps/{skill}" => dashboards::web::ways;
    SignedIn get "/me/skills" => skills::web::own_skills;
    SignedIn post "/me/skills" => skills::web::declare;
    SignedIn get "/me/profile" => people::web::profile;
    SignedIn post "/me/profile" => people::web::save_profile;
    SignedIn get "/offerings/{offering}/apply" => enrolments::web::application;
    SignedIn post "/offerings/{offering}/apply" => enrolments::web::apply;
    SignedIn post "/seats/{seat}/accept" => enrolments::web::accept;
    SignedIn post "/seats/{seat}/decline" => enrolments::web::decline;
    SignedIn post "/seats/{seat}/withdraw" => enrolments::web::withdraw;

    Bearer get "/invitations/{token}" => people::web::invitation;
    SignedIn post "/invitations/{token}" => people::web::accept_invitation;
    Bearer post "/invitations/{token}/join" => people::web::join_invited;
    Bearer post "/invitations/{token}/decline" => people::web::decline_invitation;

    Verifier get "/coordination/requests" => network::web::list_requests;
    Verifier post "/coordination/requests/{org}/list" => network::web::list_organisation;
    Verifier post "/coordination/requests/{org}/refuse" => network::web::refuse_organisation;
    Verifier get "/coordination/owners/{org}" => people::web::first_owner;
    VerifierProved post "/coordination/owners/{org}" => people::web::invite_first_owner;
    Verifier post "/coordination/owners/{org}/withdraw" => people::web::withdraw_first_owner;

    Secretariat get "/administration/people" => people::web::people;
    Secretariat post "/administration/people" => people::web::find_people;
    Secretariat get "/administration/people/{person}" => people::web::show_person;
    SecretariatProved post "/administration/people/{person}/grants" => people::web::grant;
    SecretariatProved post "/administration/people/{person}/grants/{grant}/withdraw" => people::web::withdraw_grant;
    AdministratorProved post "/administration/people/{person}/sessions/end" => people::web::end_sessions_of;
    AdministratorProved post "/administration/people/{person}/factor/remove" => people::web::take_factor_of;
    AdministratorProved post "/administration/people/{person}/close" => people::web::close_account;
    AdministratorProved post "/administration/people/{person}/reopen" => people::web::reopen_account;

    Coordinator get "/coordination" => dashboards::web::coordination;
    Coordinator get "/coordination/list" => dashboards::web::coordination_list;
    Coordinator get "/coordination.csv" => dashboards::web::coordination_csv;
    Coordinator get "/coordination/history/{kind}/{id}" => trail::web::coordination_history;

    Administrator get "/administration/audit" => trail::web::audit;
    Administrator get "/administration/history/{kind}/{id}" => trail::web::administration_history;
    Overseer get "/coordination/duplicates" => people::web::duplicates;
    Overseer get "/coordination/duplicates/{person}/{other}" => people::web::show_duplicates;
    OverseerProved post "/coordination/duplicates/{person}/{other}/merge" => people::web::merge_duplicates;
    OverseerProved post "/coordination/duplicates/{person}/{other}/dismiss" => people::web::dismiss_duplicates;
    OverseerProved post "/coordination/duplicates/{merge}/undo" => people::web::undo_merge;

    Administrator get "/administration/mail" => notifications::web::list_mail;
    Administrator get "/administration/mail/addresses" => notifications::web::list_suppressed;
    Administrator post "/administration/mail/addresses" => notifications::web::lift_suppression;
    Administrator get "/administration/mail/{message}" => notifications::web::show_mail;
    Administrator post "/administration/mail/{message}/cancel" => notifications::web::cancel_mail;
    Administrator post "/administration/mail/{message}/again" => notifications::web::send_mail_again;

    Belonging get "/for/{org}/request" => network::web::request;
    Owner post "/for/{org}/request" => network::web::mend;
    Belonging get "/for/{org}/team" => people::web::team;
    Owner post "/for/{org}/team/invite" => people::web::invite;
    Owner post "/for/{org}/team/invitations/{invitation}/withdraw" => people::web::withdraw_invitation;
    OwnerProved post "/for/{org}/team/{member}/role" => people::web::change_role;
    OwnerProved post "/for/{org}/team/{member}/remove" => people::web::remove_member;
    OwnerProved post "/for/{org}/team/{member}/hand-over" => people::web::hand_over;
    Member get "/for/{org}/agreements" => network::web::list_agreements;
    Member get "/for/{org}/agreements/new" => network::web::new_agreement;
    Member post "/for/{org}/agreements/new" => network::web::propose;
    Member get "/for/{org}/agreements/{agreement}" => network::web::show_agreement;
    Member post "/for/{org}/agreements/{agreement}/agree" => network::web::agree;
    Member post "/for/{org}/agreements/{agreement}/refuse" => network::web::refuse;
    Member post "/for/{org}/agreements/{agreement}/withdraw" => network::web::withdraw;
    Member post "/for/{org}/agreements/{agreement}/end" => network::web::end;
    Member post "/for/{org}/agreements/{agreement}/documents" => network::web::add_document;
    Member get "/for/{org}/agreements/{agreement}/documents/{document}" => network::web::download;

    Member get "/for/{org}" => dashboards::web::workspace;
    Member get "/for/{org}/history/{kind}/{id}" => trail::web::history;
    Member get "/for/{org}/courses" => catalogue::web::list_own;
    Member get "/for/{org}/courses/new" => catalogue::web::new_course;
    Member post "/for/{org}/courses/new" => catalogue::web::create_course;
    Member get "/for/{org}/courses/{course}/edit" => catalogue::web::edit_course;
    Member post "/for/{org}/courses/{course}/edit" => catalogue::web::update_course;
    Member get "/for/{org}/courses/{course}/offerings/new" => catalogue::web::new_offering;
    Member post "/for/{org}/courses/{course}/offerings/new" => catalogue::web::create_offering;
    Member get "/for/{org}/offerings/{offering}" => enrolments::web::provider::applicants;
    Member get "/for/{org}/offerings/{offering}/edit" => catalogue::web::edit_offering;
    Member post "/for/{org}/offerings/{offering}/edit" => catalogue::web::update_offering;
    Member get "/for/{org}/offerings/{offering}/change" => catalogue::web::change_offering;
    Member post "/for/{org}/offerings/{offering}/change" => catalogue::web::check_change;
    Member post "/for/{org}/offerings/{offering}/revise" => enrolments::web::runs::revise;
    Member post "/for/{org}/offerings/{offering}/confirm" => enrolments::web::runs::confirm;
    Member get "/for/{org}/offerings/{offering}/postpone" => enrolments::web::runs::postpone_form;
    Member post "/for/{org}/offerings/{offering}/postpone" => enrolments::web::runs::postpone;
    Member get "/for/{org}/offerings/{offering}/cancel" => enrolments::web::runs::cancel_form;
    Member post "/for/{org}/offerings/{offering}/cancel" => enrolments::web::runs::cancel;
    Member get "/for/{org}/offerings/{offering}/results" => enrolments::web::results::results;
    Member post "/for/{org}/offerings/{offering}/results" => enrolments::web::results::report;
    Member post "/for/{org}/offerings/{offering}/close" => enrolments::web::runs::close;
    Member post "/for/{org}/seats/{seat}/offer" => enrolments::web::provider::offer;
    Member post "/for/{org}/seats/{seat}/decline" => enrolments::web::provider::decline;
    Member get "/for/{org}/staff" => people::web::staff;
    Member get "/for/{org}/staff/new" => people::web::new_staff;
    Member post "/for/{org}/staff/new" => people::web::create_staff;
    Member get "/for/{org}/staff/import" => people::web::import_staff;
    Member post "/for/{org}/staff/import" => people::web::take_in_staff;
    Member get "/for/{org}/staff/import.csv" => people::web::staff_template;
    Member post "/for/{org}/staff/apply" => people::web::apply_for_staff;
    Member get "/for/{org}/staff/{person}" => people::web::show_staff;
    Member post "/for/{org}/staff/{person}/address" => people::web::write_staff_address;
    Member post "/for/{org}/staff/{person}/evidence" => people::web::attest_level;
    Member post "/for/{org}/staff/{person}/attestations" => people::web::attest_state;
    Member post "/for/{org}/staff/{person}/attestations/{id}/withdraw" => people::web::withdraw_attestation;

    SignedIn get "/placements/{slot}/apply" => enrolments::web::apply_to_slot_form;
    SignedIn post "/placements/{slot}/apply" => enrolments::web::apply_to_slot;
    SignedIn post "/places/{place}/answer" => enrolments::web::answer_place;
    SignedIn post "/places/{place}/withdraw" => enrolments::web::withdraw_place;

    Member get "/for/{org}/slots" => placements::web::own_slots;
    Member get "/for/{org}/slots/new" => placements::web::new;
    Member post "/for/{org}/slots/new" => placements::web::create;
    Member get "/for/{org}/slots/{slot}" => enrolments::web::slot_applications;
    Member get "/for/{org}/slots/{slot}/edit" => placements::web::edit;
    Member post "/for/{org}/slots/{slot}/edit" => placements::web::update;
    Member post "/for/{org}/places/{place}/consider" => enrolments::web::consider_place;
    Member post "/for/{org}/places/{place}/accept" => enrolments::web::accept_place;
    Member post "/for/{org}/places/{place}/decline" => enrolments::web::decline_place;
    Member get "/for/{org}/slots/{slot}/stop" => enrolments::web::stop_slot::stop_form;
    Member post "/for/{org}/slots/{slot}/stop" => enrolments::web::stop_slot::stop;
    Member post "/for/{org}/places/{place}/clear" => enrolments::web::clear_place;
    Member post "/for/{org}/places/{place}/fail" => enrolments::web::fail_place;
    Member post "/for/{org}/places/{place}/start" => enrolments::web::start_place;
    Member get "/for/{org}/places/{place}/finish" => enrolments::web::finish_place::finish_form;
    Member post "/for/{org}/places/{place}/finish" => enrolments::web::finish_place::finish;
    Member get "/for/{org}/needs" => needs::web::list_needs;
    Member post "/for/{org}/needs" => needs::web::declare;
    Member post "/for/{org}/needs/{need}/confirm" => needs::web::confirm;
    Member post "/for/{org}/needs/{need}/withdraw" => needs::web::withdraw;
    Belonging post "/for/{org}/team/leave" => people::web::leave;

    Demo get "/demo/codes" => people::web::demo_codes;
    Demo get "/demo/mail" => notifications::web::demo_mail;
}

/// Puts the handlers where the table says, one resource a path.
pub(super) fn configure(config: &mut web::ServiceConfig, is_demo: bool) {
    let mut resources: BTreeMap<&'static str, Vec<Listening>> = BTreeMap::new();
    for (access, path, listening) in handlers() {
        if access != Access::Demo || is_demo {
            resources.entry(path).or_default().push(listening);
        }
    }
    for (path, listening) in resources {
        config.service(resource(path, listening).wrap(from_fn(error::panics)));
    }
}

/// A handler and the methods that it answers.
pub(super) struct Listening {
    methods: &'static [&'static str],
    route: actix_web::Route,
}

impl Listening {
    pub(super) fn to<F, Args>(self, handler: F) -> Self
    where
        F: actix_web::Handler<Args>,
        Args: actix_web::FromRequest + 'static,
        F::Output: actix_web::Responder + 'static,
    {
        Self {
            route: self.route.to(handler),
            ..self
        }
    }
}

/// GET, and HEAD with it.
pub(super) fn get() -> Listening {
    Listening {
        methods: &["GET", "HEAD"],
        route: web::route().guard(guard::Any(guard::Get()).or(guard::Head())),
    }
}

fn post() -> Listening {
    Listening {
        methods: &["POST"],
        route: web::post(),
    }
}

/// An address with all that answers there.
pub(super) fn resource(path: &str, all: impl IntoIterator<Item = Listening>) -> actix_web::Resource {
    let mut methods = vec!["OPTIONS"];
    let mut resource = web::resource(path);
    for listening in all {
        methods.extend(listening.methods);
        resource = resource.route(listening.route);
    }
    methods.sort_unstable();
    let allowed = methods.join(", ");
    resource.default_service(web::to(move |method: Method| {
        let mut answer = if method == Method::OPTIONS {
            HttpResponse::NoContent()
        } else {
            HttpResponse::MethodNotAllowed()
        };
        answer.insert_header((header::ALLOW, allowed.as_str()));
        std::future::ready(if method == Method::OPTIONS {
            answer.finish()
        } else {
            answer.content_type("text/plain; charset=utf-8").body("method not allowed\n")
        })
    }))
}
