using System.Collections.Immutable;

namespace Runbooks.Server.Secrets;

/// <summary>The secret values that a run has come to know; every text that leaves the run goes through it.</summary>
public sealed class SecretMask
{
    /// <summary>Shorter values would hide harmless text everywhere.</summary>
    private const int Shortest = 4;

    private ImmutableList<string> _secrets = [];

    public void Add(string secret)
    {
        // Longest first: a secret within another must not leave the rest of it readable.
        if (secret.Length >= Shortest)
            ImmutableInterlocked.Update(ref _secrets, known => known.Contains(secret) ? known : [.. known.Append(secret).OrderByDescending(value => value.Length)]);
    }

    public bool IsEmpty => _secrets.IsEmpty;

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public string? Hide(string? text) =>
        text is null ? null : _secrets.Aggregate(text, (hidden, secret) => hidden.Replace(secret, "***", StringComparison.Ordinal));
}
