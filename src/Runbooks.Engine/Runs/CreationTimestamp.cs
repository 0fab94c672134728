using System.Globalization;

namespace Runbooks.Engine.Runs;

/// <summary><c>workflow.creationTimestamp</c> and its formats: the letters of strftime that Argo knows, <c>s</c> and <c>RFC3339</c>. Always in UTC.</summary>
internal static class CreationTimestamp
{
    public const string Name = "workflow.creationTimestamp";

    public static string[] Formats { get; } = ["A", "B", "H", "I", "L", "M", "RFC3339", "S", "Y", "Z", "a", "b", "d", "m", "p", "s", "y", "z"];

    /// <param name="name">The whole name: <c>workflow.creationTimestamp.Y</c>.</param>
    public static string? Find(string name, DateTimeOffset created) =>
        name.Length == Name.Length ? GlobalScope.Rfc3339(created) : name[Name.Length] == '.' ? Format(name[(Name.Length + 1)..], created) : null;

    private static string? Format(string format, DateTimeOffset created) => format switch
    {
        "RFC3339" => GlobalScope.Rfc3339(created),
        "s" => created.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        "A" => In("dddd", created),
        "B" => In("MMMM", created),
        "H" => In("HH", created),
        "I" => In("hh", created),
        // Kubernetes keeps whole seconds.
        "L" => ".000",
        "M" => In("mm", created),
        "S" => In("ss", created),
        "Y" => In("yyyy", created),
        "Z" => "UTC",
        "a" => In("ddd", created),
        "b" => In("MMM", created),
        "d" => In("dd", created),
        "m" => In("MM", created),
        "p" => In("tt", created),
        "y" => In("yy", created),
        "z" => "+0000",
        _ => null,
    };

    private static string In(string pattern, DateTimeOffset created) => created.UtcDateTime.ToString(pattern, CultureInfo.InvariantCulture);
}
