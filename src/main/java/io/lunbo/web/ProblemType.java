package io.lunbo.web;

import java.util.Locale;

/** Everything that Lunbo can refuse. The slug is part of the API; title and detail stand in the message bundles. */
public enum ProblemType {
    // the request itself
    MALFORMED_REQUEST(400),
    INVALID_INPUT(400),
    BODY_NOT_JSON(400),
    BODY_TOO_DEEP(400),
    UNAUTHENTICATED(401),
    WRONG_CREDENTIALS(401),
    FORBIDDEN(403),
    PASSWORD_CHANGE_REQUIRED(403),
    CROSS_ORIGIN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    CONFLICT(409),
    GONE(410),
    PRECONDITION_FAILED(412),
    BODY_TOO_LARGE(413),
    UNSUPPORTED_TYPE(415),
    RANGE_NOT_SATISFIABLE(416),
    TOO_MANY_ATTEMPTS(429),
    UNEXPECTED(500),
    UNAVAILABLE(503),
    // people
    USERNAME_TAKEN(409),
    PASSWORD_TOO_WEAK(422),
    UNIT_CODE_TAKEN(409),
    LAST_ADMINISTRATOR(409),
    ACCOUNT_UNKNOWN(403),
    SIGN_IN_NOT_BELIEVED(403),
    // media
    EMPTY_FILE(422),
    FILE_TYPE_NOT_ALLOWED(422),
    NOT_A_PLAYABLE_FILM(422),
    FILM_TRUNCATED(422),
    MEDIA_BEYOND_LIMITS(422),
    SLOGAN_EMPTY(422),
    SLOGAN_TOO_LONG(422),
    SLOGAN_CHARACTER_NOT_ALLOWED(422),
    STORAGE_FULL(507),
    TAGS_TOO_MANY(422),
    MEDIA_OF_ANOTHER_UNIT(403),
    MEDIA_NOT_USABLE(422),
    MEDIA_STILL_BOOKED(409),
    MEDIA_REFERRED_TO(409),
    UPLOAD_OFFSET_WRONG(409),
    UPLOAD_PROTOCOL(412),
    UPLOAD_QUOTA_EXCEEDED(413),
    UPLOAD_CUT(400),
    UPLOAD_TOO_LONG(413),
    UPLOAD_CHECKSUM_UNSUPPORTED(400),
    UPLOAD_CHECKSUM_MISMATCH(460),
    UPLOAD_LOCKED(423),
    UPLOADS_TOO_MANY(429),
    UPLOAD_FAILED(422),
    // review
    REVIEW_STAGE_TAKEN(409),
    REVIEW_OWN_UPLOAD(403),
    REVIEW_SECOND_STAGE(403),
    REVIEW_OTHER_BYTES(409),
    REVIEW_WRONG_ORDER(409),
    REVIEW_CLOSED(409),
    REVIEW_ALREADY_OPEN(409),
    REVIEW_NOT_YOUR_STAGE(403),
    REVIEW_NOT_WATCHED(422),
    REVIEW_WATCHED_TOO_FAST(422),
    REVIEW_CHECKLIST_OPEN(422),
    SIGNING_PASSWORD_WRONG(422),
    CERTIFICATE_WRONG(422),
    REASON_REQUIRED(422),
    // screens and campaigns
    SCREEN_CODE_TAKEN(409),
    OPENING_HOURS_INVALID(422),
    TIME_ZONE_UNKNOWN(422),
    CAMPAIGN_CODE_TAKEN(409),
    DATES_REVERSED(422),
    DATES_TOO_FAR_APART(422),
    SPOT_DEMAND_UNCLEAR(422),
    SPOT_MEDIA_NOT_SUBMITTED(422),
    SPOT_SCREEN_UNSUITABLE(422),
    SPOT_TIME_OUTSIDE(422),
    OVER_DEMAND(422),
    UNIT_UNKNOWN(422),
    SCREEN_UNKNOWN(422),
    MEDIA_UNKNOWN(422),
    VERSION_REQUIRED(428),
    // sheets
    SHEET_NOT_APPROVED(409),
    SHEET_MEDIA_NOT_USABLE(409),
    SHEET_ALREADY_PUBLISHED(409),
    SHEET_DATE_OVER(409),
    NO_STANDBY(409),
    DELIVERY_MISSING(409),
    // takeover
    TAKEOVER_LIFTED(409),
    // players
    PAIRING_UNKNOWN(404),
    PAIRING_CLAIMED(409),
    BATCH_TOO_LARGE(413);

    private final int status;

    ProblemType(int status) {
        this.status = status;
    }

    /** The HTTP status of the refusal. */
    public int status() {
        return status;
    }

    /** The stable name in {@code type}, e.g. {@code not-found}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The message bundle key of the title; the detail's key ends with {@code _detail}. */
    public String key() {
        return "problem_" + name().toLowerCase(Locale.ROOT);
    }
}
