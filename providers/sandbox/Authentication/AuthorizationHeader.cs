using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Authentication;

/// <summary>
/// A parsed <c>Authorization: AWS4-HMAC-SHA256 Credential=KEY/20260131/REGION/SERVICE/aws4_request,
/// SignedHeaders=host;x-amz-date, Signature=…</c>.
/// </summary>
internal sealed record AuthorizationHeader(
    string AccessKeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    private const string Algorithm = "AWS4-HMAC-SHA256 ";

    /// <summary>Null when there is no header; an <c>IncompleteSignature</c> error when it can't be read.</summary>
    public static AuthorizationHeader? Parse(string? header)
    {
        if (string.IsNullOrEmpty(header))
            return null;
        if (!header.StartsWith(Algorithm, StringComparison.Ordinal))
            throw Incomplete(header);

        var fields = header[Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2)
            .DistinctBy(field => field[0])
            .ToDictionary(field => field[0], field => field[1]);
        if (fields.GetValueOrDefault("Credential")?.Split('/') is [var key, var date, var region, var service, "aws4_request"]
            && fields.TryGetValue("SignedHeaders", out var signed)
            && fields.TryGetValue("Signature", out var signature))
            return new(key, date, region, service, signed.Split(';'), signature);
        throw Incomplete(header);
    }

    // The header's own text stays out of the message: it may hold a credential in some other scheme.
    private static AwsErrorException Incomplete(string header) => new(
        "IncompleteSignature",
        $"The Authorization header ({header.Length} characters) must be AWS4-HMAC-SHA256 with Credential, SignedHeaders and Signature.");
}
