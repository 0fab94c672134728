using System.Text.RegularExpressions;

namespace Runbooks.Secrets;

/// <summary>What Kubernetes takes as the name of a Secret, ConfigMap or service account. A name is part of a path: nothing else may be in it.</summary>
public static partial class ObjectName
{
    private const int Longest = 253;

    /// <summary>Why it is no name; null if it is one: a DNS subdomain (RFC 1123).</summary>
    public static string? Complaint(string name) => name.Length <= Longest && Subdomain().IsMatch(name)
        ? null
        : $"'{Shown(name)}' is no name of a Kubernetes object: lower-case letters, digits, '-' and '.', at most {Longest}, a letter or digit first and last";

    private static string Shown(string text) => string.Concat(text.Take(60).Select(letter => char.IsControl(letter) ? '?' : letter)) + (text.Length > 60 ? "…" : "");

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();
}
