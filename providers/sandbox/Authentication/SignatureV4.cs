using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Runbooks.Providers.Sandbox.Authentication;

/// <summary>Recomputes the Signature Version 4 of a request from what came over the wire.</summary>
internal sealed class SignatureV4
{
    private const int MaxCachedKeys = 1000;
    private readonly ConcurrentDictionary<(string Secret, string Date, string Region, string Service), byte[]> _signingKeys = new();

    public bool Matches(HttpRequest request, ReadOnlySpan<byte> body, AuthorizationHeader header, string secret)
    {
        var scope = $"{header.Date}/{header.Region}/{header.Service}/aws4_request";
        var canonical = Hex(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(request, body, header.SignedHeaders))));
        var toSign = $"AWS4-HMAC-SHA256\n{request.Headers["X-Amz-Date"]}\n{scope}\n{canonical}";
        var expected = Hex(Hmac(SigningKey(secret, header), toSign));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(header.Signature));
    }

    private static string Canonical(HttpRequest request, ReadOnlySpan<byte> body, IReadOnlyList<string> signedHeaders)
    {
        var target = request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2);
        var query = target.Length == 1
            ? ""
            : string.Join('&', target[1].Split('&').Select(pair => pair.Contains('=') ? pair : pair + "=").Order(StringComparer.Ordinal));
        var headers = string.Concat(signedHeaders.Select(name => $"{name}:{Folded(request.Headers[name].ToString())}\n"));
        return $"{request.Method}\n{target[0]}\n{query}\n{headers}\n{string.Join(';', signedHeaders)}\n{Hex(SHA256.HashData(body))}";
    }

    private static string Folded(string value) => value.Contains("  ", StringComparison.Ordinal)
        ? string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        : value.Trim();

    private byte[] SigningKey(string secret, AuthorizationHeader header)
    {
        if (_signingKeys.Count >= MaxCachedKeys)
            _signingKeys.Clear();
        return _signingKeys.GetOrAdd((secret, header.Date, header.Region, header.Service), static key =>
            Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + key.Secret), key.Date), key.Region), key.Service), "aws4_request"));
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
