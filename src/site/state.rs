//! What middleware and extractors share of a request.

use actix_web::{HttpMessage, HttpRequest, web};

use crate::app::App;
use crate::kernel::Actor;

/// The signed-in person of this request, put there by [`super::session::load`].
#[derive(Clone)]
pub(super) struct Current(pub(super) Option<Actor>);

/// The application.
///
/// # Panics
/// Where a handler runs outside the application: a fault of assembly, found by the first test.
#[must_use]
pub fn app(request: &HttpRequest) -> App {
    #[expect(clippy::expect_used, reason = "App::serve puts it there for every request")]
    request.app_data::<web::Data<App>>().expect("the application").get_ref().clone()
}

pub(super) fn actor(request: &HttpRequest) -> Option<Actor> {
    request.extensions().get::<Current>().and_then(|current| current.0.clone())
}
