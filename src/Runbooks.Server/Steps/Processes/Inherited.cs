using System.Collections;

namespace Runbooks.Server.Steps.Processes;

/// <summary>
/// What a local step has of this process's environment: what tells it where it is and which language to speak. All else stays out, so that the
/// engine's credentials do; as in a container, a step has what its template gives it.
/// </summary>
internal static class Inherited
{
    private static readonly string[] Names = ["PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ"];

    private static readonly string[] Telling = ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "CREDENTIAL", "_KEY"];

    public static IEnumerable<KeyValuePair<string, string>> Variables() => All().Where(variable => Names.Contains(variable.Key) || variable.Key.StartsWith("LC_", StringComparison.Ordinal));

    /// <summary>The values that look like credentials: a step that gets at them all the same must not show them.</summary>
    public static IEnumerable<string> Secrets() =>
        All().Where(variable => Telling.Any(word => variable.Key.Contains(word, StringComparison.OrdinalIgnoreCase)) && !Path.IsPathRooted(variable.Value)).Select(variable => variable.Value);

    private static IEnumerable<KeyValuePair<string, string>> All() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""));
}
