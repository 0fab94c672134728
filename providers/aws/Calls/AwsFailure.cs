using System.Collections.Frozen;
using System.Xml;
using Amazon.Runtime;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Answers;

namespace Runbooks.Providers.Aws.Calls;

/// <summary>A failed call, told in one line.</summary>
internal sealed record AwsFailure(FailureKind Kind, string Text, CloudError Error)
{
    private static readonly FrozenSet<string> Throttling = new[]
    {
        "RequestLimitExceeded", "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "TooManyRequestsException", "SlowDown", "BandwidthLimitExceeded", "EC2ThrottledException", "PriorRequestNotComplete",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Authentication = new[]
    {
        "AuthFailure", "InvalidClientTokenId", "InvalidAccessKeyId", "SignatureDoesNotMatch", "UnrecognizedClientException", "ExpiredToken",
        "ExpiredTokenException", "RequestExpired", "MissingAuthenticationToken", "IncompleteSignature", "InvalidIdentityToken",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Of a 5xx, these say nothing; others, like InsufficientInstanceCapacity, are a definite no.</summary>
    private static readonly FrozenSet<string> Vague = new[]
    {
        "InternalError", "InternalFailure", "InternalServerError", "ServiceUnavailable", "Unavailable", "RequestTimeout",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>AWS documents that what was just made may not be seen everywhere for a while.</summary>
    public bool IsNotFound => Error.Code.EndsWith("NotFound", StringComparison.Ordinal);

    /// <param name="isSent">A request may have reached AWS.</param>
    public static AwsFailure Of(Exception exception, bool isSent = true) => exception switch
    {
        AwsCallException known => known.Failure,
        _ when Within<AnswerException>(exception) is { } answer => OfNetwork(FailureKind.AnswerLost, "BadAnswer", answer.Message),
        AmazonServiceException { StatusCode: not 0 } answer => OfAnswer(answer),
        // In adaptive mode the SDK holds calls back after throttling, and gives up at some point.
        AmazonClientException { InnerException: AmazonServiceException { StatusCode: not 0 } answer } => OfAnswer(answer),
        AmazonClientException { Message: var text } when text.Contains("capacity could not be obtained", StringComparison.Ordinal) =>
            OfNetwork(FailureKind.Throttled, "Throttled", text),
        _ when Within<HttpRequestException>(exception) is { } http => OfConnection(http, isSent),
        _ when Within<OperationCanceledException>(exception) is not null || Within<TimeoutException>(exception) is not null =>
            OfNetwork(Unless(isSent), "Timeout", isSent ? "no answer in time" : "i/o timeout: it did not leave in time"),
        _ when Within<XmlException>(exception) is not null => OfNetwork(FailureKind.AnswerLost, "BadAnswer", "no answer that AWS would give"),
        _ when Within<IOException>(exception) is { } io => OfNetwork(Unless(isSent), "ConnectionLost", io.Message),
        _ when isSent => OfNetwork(FailureKind.AnswerLost, "BadAnswer", $"the answer can't be read: {exception.Message}"),
        _ => new(FailureKind.NotSent, OneLine.Of(exception.Message), new CloudError("ClientError", null, null, Transient: false)),
    };

    /// <summary>The failure as the end of a step.</summary>
    public ActionOutcome ToOutcome() => Kind switch
    {
        FailureKind.Refused => ActionOutcome.Failed(Text, Error) with { Call = CallFate.Repeatable },
        FailureKind.AnswerLost => ActionOutcome.Error(Text, Error),
        FailureKind.DryRunPassed => ActionOutcome.Succeeded(null, "dry run: the request would have succeeded"),
        _ => ActionOutcome.Error(Text, Error) with { Call = CallFate.Repeatable },
    };

    /// <summary>Says which call it was.</summary>
    public AwsFailure During(string call)
    {
        var facts = new[] { call, Error.HttpStatus is { } status ? $"HTTP {status}" : null, Error.RequestId is { } id ? $"request {id}" : null };
        return this with { Text = $"{Text} ({string.Join(", ", facts.OfType<string>())})" };
    }

    private static AwsFailure OfAnswer(AmazonServiceException answer)
    {
        var status = (int)answer.StatusCode;
        var code = answer is AmazonUnmarshallingException ? "" : answer.ErrorCode ?? "";
        var kind = code switch
        {
            "DryRunOperation" => FailureKind.DryRunPassed,
            _ when Throttling.Contains(code) || status == 429 => FailureKind.Throttled,
            _ when Authentication.Contains(code) => FailureKind.NotAuthenticated,
            "" => FailureKind.AnswerLost,
            _ when (status >= 500 && Vague.Contains(code)) || status < 300 => FailureKind.AnswerLost,
            _ => FailureKind.Refused,
        };
        var isTransient = kind is FailureKind.Throttled || status >= 500;
        var text = code.Length > 0 ? $"{code}: {OneLine.Of(answer.Message)}" : $"no answer that AWS would give, but HTTP {status}";
        return new(kind, text, new CloudError(code.Length > 0 ? code : $"Http{status}", status, RequestId(answer), isTransient));
    }

    private static AwsFailure OfConnection(HttpRequestException http, bool isSent) => OfNetwork(
        Unless(isSent),
        http.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError ? http.HttpRequestError.ToString() : "ConnectionLost",
        http.Message);

    private static FailureKind Unless(bool isSent) => isSent ? FailureKind.AnswerLost : FailureKind.NotSent;

    private static AwsFailure OfNetwork(FailureKind kind, string code, string message) =>
        new(kind, $"{code}: {OneLine.Of(message)}", new CloudError(code, null, null, Transient: true));

    private static string? RequestId(AmazonServiceException answer) => answer.RequestId is { Length: > 0 } id ? id : null;

    private static T? Within<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is T found) return found;
        return null;
    }
}
