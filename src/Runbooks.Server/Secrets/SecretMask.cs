using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Runbooks.Server.Secrets;

/// <summary>The secret values that a run has come to know; every text that leaves the run goes through it.</summary>
public sealed class SecretMask
{
    /// <summary>Shorter values would hide harmless text everywhere.</summary>
    private const int Shortest = 4;

    private ImmutableList<string> _secrets = [];

    /// <summary>Hides the value, each of its lines (a log is hidden line by line), and how it looks inside a JSON text.</summary>
    public void Add(string secret)
    {
        string[] all = [secret, JsonEncodedText.Encode(secret, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value, .. secret.Split('\n', StringSplitOptions.TrimEntries)];
        var forms = all.Where(form => form.Length >= Shortest).ToList();
        // Longest first: a secret within another must not leave the rest of it readable. Each step tells the same ones again.
        ImmutableInterlocked.Update(ref _secrets, known =>
            forms.TrueForAll(known.Contains) ? known : [.. known.Union(forms).OrderByDescending(value => value.Length)]);
    }

    /// <summary>The length of the longest text that is hidden, in characters.</summary>
    public int Longest => _secrets.IsEmpty ? 0 : _secrets[0].Length;

    public bool IsEmpty => _secrets.IsEmpty;

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public string? Hide(string? text) =>
        text is null ? null : _secrets.Aggregate(text, (hidden, secret) => hidden.Replace(secret, "***", StringComparison.Ordinal));
}
