using System.Net;
using System.Text.Json;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Runbooks.Kubernetes.Clusters;

/// <summary>A failed call of the Kubernetes API, understood.</summary>
/// <param name="Message">The server's own words, or why there are none.</param>
internal sealed record ApiFailure(ApiFailureKind Kind, string Message)
{
    /// <summary>Making the same call again later may succeed. Refused credentials count: tokens are renewed.</summary>
    public bool MayPass =>
        Kind is ApiFailureKind.OverQuota or ApiFailureKind.NoAccount or ApiFailureKind.Transient or ApiFailureKind.Unreachable or ApiFailureKind.Unauthorized;

    public static ApiFailure Of(Exception exception) => exception switch
    {
        HttpOperationException { Response: { } response } => OfStatus(response.StatusCode, ReadStatus(response.Content)),
        KubernetesException { Status: { } status } => OfStatus((HttpStatusCode)(status.Code ?? 0), status),
        OperationCanceledException or TimeoutException => new(ApiFailureKind.Transient, "no answer in time"),
        JsonException => new(ApiFailureKind.Refused, $"the answer is not what Kubernetes would say: {exception.Message}"),
        _ => new(ApiFailureKind.Unreachable, exception.GetBaseException().Message),
    };

    private static ApiFailure OfStatus(HttpStatusCode code, V1Status status)
    {
        var message = string.IsNullOrEmpty(status.Message) ? $"HTTP {(int)code}" : status.Message;
        return new(code switch
        {
            HttpStatusCode.NotFound => ApiFailureKind.NotFound,
            HttpStatusCode.Conflict when status.Reason == "AlreadyExists" => ApiFailureKind.AlreadyExists,
            HttpStatusCode.Conflict when IsBusyQuota(message) => ApiFailureKind.OverQuota,
            HttpStatusCode.Conflict => ApiFailureKind.Conflict,
            HttpStatusCode.Gone => ApiFailureKind.Expired,
            HttpStatusCode.Unauthorized => ApiFailureKind.Unauthorized,
            HttpStatusCode.Forbidden => OfForbidden(message),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => ApiFailureKind.Transient,
            _ => ApiFailureKind.Refused,
        }, message);
    }

    // All of these come as 403 Forbidden and differ in their words only.
    private static ApiFailureKind OfForbidden(string message) =>
        message.Contains("exceeded quota", StringComparison.Ordinal) ? ApiFailureKind.OverQuota
        : message.Contains("error looking up service account", StringComparison.Ordinal) ? ApiFailureKind.NoAccount
        : message.Contains("cannot ", StringComparison.Ordinal) && message.Contains(" resource ", StringComparison.Ordinal) ? ApiFailureKind.Forbidden
        : ApiFailureKind.Refused;

    // Two Pods that are counted at the same moment.
    private static bool IsBusyQuota(string message) => message.Contains("resourcequotas", StringComparison.Ordinal);

    private static V1Status ReadStatus(string? content)
    {
        try
        {
            if (!string.IsNullOrEmpty(content) && KubernetesJson.Deserialize<V1Status>(content) is { } status) return status;
        }
        catch (JsonException)
        {
            // A proxy's page, say; its text is all there is.
        }
        return new V1Status { Message = content is { Length: > 0 } ? content.Length <= 200 ? content : content[..200] + "…" : null };
    }
}
