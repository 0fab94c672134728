using System.Globalization;
using Microsoft.AspNetCore.Http;
using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Authentication;

/// <summary>Tells who signed a request, or refuses it in the service's own words.</summary>
internal sealed class Authenticator(SandboxOptions options, Sessions sessions)
{
    private readonly SignatureV4 _signatures = new();
    private readonly Dictionary<string, (SandboxCredential Credential, Caller Caller)> _credentials =
        options.Credentials.ToDictionary(credential => credential.AccessKeyId, credential => (credential, Caller.Of(credential)));

    public Caller Authenticate(
        AwsService service, AuthorizationHeader header, HttpRequest request, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var (caller, secret) = Identify(service, header.AccessKeyId, request.Headers["X-Amz-Security-Token"].ToString(), now);
        if (options.CheckSignatures && !_signatures.Matches(request, body, header, secret))
            throw service.WrongSignature();
        if (options.MaxClockSkew is { } skew && !IsWithin(skew, request.Headers["X-Amz-Date"].ToString(), now))
            throw service.ClockSkew();
        return caller;
    }

    private (Caller Caller, string Secret) Identify(AwsService service, string accessKeyId, string sessionToken, DateTimeOffset now)
    {
        if (_credentials.TryGetValue(accessKeyId, out var known))
            return (known.Caller, known.Credential.SecretAccessKey);
        var session = sessions.Find(accessKeyId) ?? throw service.UnknownKey();
        if (session.SessionToken != sessionToken)
            throw service.WrongSessionToken();
        if (session.Expiration <= now)
            throw service.ExpiredSession();
        return (session.Caller, session.SecretAccessKey);
    }

    private static bool IsWithin(TimeSpan skew, string date, DateTimeOffset now) =>
        DateTimeOffset.TryParseExact(
            date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var signed)
        && (signed - now).Duration() <= skew;
}
