//! What the log says of a request: its id, what was asked for, from which network, by whom as an id, and how it ended. No query,
//! no address that is a secret or that leads nowhere, nothing that the visitor wrote, and of proxies only those of ours are believed.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use tracing::{Span, field};
use tracing_actix_web::RootSpanBuilder;

use super::{error, patterns, visitor};

/// The span around every request.
pub(super) struct RequestSpan;

impl RootSpanBuilder for RequestSpan {
    fn on_request_start(request: &ServiceRequest) -> Span {
        let path = request.match_info().as_str();
        let path = match patterns::find(path) {
            _ if patterns::is_secret(path) => "(secret)",
            // whatever somebody typed
            None => "(nowhere)",
            Some(_) => path,
        };
        tracing::info_span!(
            "request",
            request_id = %error::request_id(request.request()),
            method = %request.method(),
            path,
            network = %visitor::network(request.request()),
            actor = field::Empty,
        )
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let status = match outcome {
            Ok(response) => response.status(),
            Err(error) => error.as_response_error().status_code(),
        };
        // not into the span: all that stands in it would be read and written anew
        span.in_scope(|| tracing::info!(status = status.as_u16(), "answered"));
    }
}

/// Notes who asks, once that is known.
pub(super) fn note_actor(actor: crate::kernel::PersonId) {
    Span::current().record("actor", field::display(actor));
}
