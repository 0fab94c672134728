namespace Runbooks.Actions;

/// <summary>A cloud API's own error.</summary>
/// <param name="Code">Its error code, e.g. <c>InvalidInstanceID.NotFound</c>.</param>
/// <param name="HttpStatus">The HTTP status, or null if no answer came.</param>
/// <param name="RequestId">The id to give to the cloud's support, if one came.</param>
/// <param name="Transient">A retry may well succeed: throttling, timeouts, 5xx.</param>
public sealed record CloudError(string Code, int? HttpStatus, string? RequestId, bool Transient);
