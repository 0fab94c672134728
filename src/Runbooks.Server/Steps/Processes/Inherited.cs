using System.Collections;
using System.Globalization;

namespace Runbooks.Server.Steps.Processes;

/// <summary>
/// What a local step has of this process's environment: what tells it where it is and which language to speak. All else stays out, so that the
/// engine's credentials do; as in a container, a step has what its template gives it.
/// </summary>
internal static class Inherited
{
    private static readonly string[] Names = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ"];

    private static readonly string[] Endings = ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "CREDENTIALS", "APIKEY", "_KEY"];

    /// <summary>Shorter values stand in results that have nothing to do with them.</summary>
    private const int ShortestSecret = 8;

    public static IEnumerable<KeyValuePair<string, string>> Variables() => All().Where(variable => Names.Contains(variable.Key) || variable.Key.StartsWith("LC_", StringComparison.Ordinal));

    /// <summary>The values that look like credentials: a step that gets at them all the same must not show them.</summary>
    public static IEnumerable<string> Secrets() => All().Where(variable => IsSecret(variable.Key, variable.Value)).Select(variable => variable.Value);

    /// <summary>By the end of its name, and unless its value is a word, a number or a path: to hide that would change what steps give.</summary>
    public static bool IsSecret(string name, string value) =>
        Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        && value.Length >= ShortestSecret
        && !value.All(char.IsLetter)
        && !double.TryParse(value, CultureInfo.InvariantCulture, out _)
        && !IsPath(value);

    /// <summary>A secret in base64 may begin with a slash, too, but no folder of this machine.</summary>
    private static bool IsPath(string value) =>
        value.StartsWith("./", StringComparison.Ordinal) || value.StartsWith("../", StringComparison.Ordinal) || value.StartsWith("~/", StringComparison.Ordinal)
        || (value.Split('/') is ["", { Length: > 0 } first, ..] && Path.Exists($"/{first}"));

    private static IEnumerable<KeyValuePair<string, string>> All() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""));
}
