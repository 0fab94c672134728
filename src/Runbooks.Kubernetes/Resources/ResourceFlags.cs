namespace Runbooks.Kubernetes.Resources;

/// <summary><c>resource.flags</c>: those of kubectl's that mean something to the API, and what they are given.</summary>
internal sealed record ResourceFlags
{
    /// <summary>What is no flag: a type and a name, <c>pod my-pod</c> or <c>pod/my-pod</c>.</summary>
    public IReadOnlyList<string> Words { get; private init; } = [];

    public string? Namespace { get; private init; }
    public string? Selector { get; private init; }
    public string? FieldSelector { get; private init; }
    public bool All { get; private init; }
    public bool Waits { get; private init; } = true;
    public bool IgnoresNotFound { get; private init; }

    /// <summary>In seconds.</summary>
    public int? GracePeriod { get; private init; }

    /// <summary>Kubernetes' <c>propagationPolicy</c>.</summary>
    public string Propagation { get; private init; } = "Background";

    /// <summary>Kubernetes' <c>fieldValidation</c>.</summary>
    public string Validation { get; private init; } = "Strict";

    /// <summary>Nothing is changed: the server says what would be.</summary>
    public bool IsDryRun { get; private init; }

    public string FieldManager { get; private init; } = "runbooks";

    /// <summary><c>status</c>, or null for the object itself.</summary>
    public string? Subresource { get; private init; }

    // Those whose effect is had anyway, or that are about kubectl's own screen and files.
    private static readonly HashSet<string> Idle = new(StringComparer.Ordinal)
    {
        "server-side", "force-conflicts", "save-config", "record", "overwrite", "output", "timeout", "recursive", "show-managed-fields", "allow-missing-template-keys",
    };

    private static readonly HashSet<string> Switches = new(StringComparer.Ordinal)
    {
        "all", "wait", "ignore-not-found", "force", "now", "server-side", "force-conflicts", "save-config", "record", "overwrite", "recursive", "show-managed-fields",
        "allow-missing-template-keys",
    };

    private static readonly Dictionary<char, string> Short = new() { ['n'] = "namespace", ['l'] = "selector", ['o'] = "output", ['R'] = "recursive" };

    /// <exception cref="ResourceRefusedException">A flag is not known, or has no meaning here.</exception>
    public static ResourceFlags Parse(IReadOnlyList<string> written)
    {
        var flags = new ResourceFlags();
        var words = new List<string>();
        for (var i = 0; i < written.Count; i++)
        {
            var word = written[i];
            if (!word.StartsWith('-') || word.Length == 1)
            {
                words.Add(word);
                continue;
            }
            var (name, value) = Split(word);
            if (value is null) value = Switches.Contains(name) || name is "validate" or "cascade" or "dry-run" ? "" : ++i < written.Count ? written[i] : throw Wrong(word, "needs a value");
            flags = flags.With(name, value, word);
        }
        return flags with { Words = [.. words.SelectMany((word, i) => i == 0 ? word.Split('/', 2) : [word])] };
    }

    private static (string Name, string? Value) Split(string word)
    {
        if (!word.StartsWith("--", StringComparison.Ordinal))
        {
            var name = Short.GetValueOrDefault(word[1]) ?? throw Unknown(word);
            return (name, word.Length == 2 ? null : word[2..].TrimStart('='));
        }
        return word[2..].Split('=', 2) is [var key, var value] ? (key, value) : (word[2..], null);
    }

    private ResourceFlags With(string name, string value, string word) => name switch
    {
        "namespace" => this with { Namespace = value },
        "selector" => this with { Selector = value },
        "field-selector" => this with { FieldSelector = value },
        "all" => this with { All = value != "false" },
        "wait" => this with { Waits = value != "false" },
        "ignore-not-found" => this with { IgnoresNotFound = value != "false" },
        "grace-period" => this with { GracePeriod = int.TryParse(value, out var seconds) ? seconds < 0 ? null : seconds : throw Wrong(word, $"'{value}' is no number of seconds") },
        "now" => value == "false" ? this : this with { GracePeriod = 1 },
        "force" => value == "false" ? this : this with { GracePeriod = 0 },
        "cascade" => this with { Propagation = Cascade(value, word) },
        "validate" => this with { Validation = Validate(value, word) },
        "dry-run" => this with { IsDryRun = value is "server" or "client" or "" ? true : value == "none" ? false : throw Wrong(word, "it can be server or none") },
        "field-manager" => this with { FieldManager = value },
        "subresource" => this with { Subresource = value == "status" ? value : throw Wrong(word, "only 'status' can be changed here") },
        _ when Idle.Contains(name) => this,
        _ => throw Unknown(word),
    };

    private static string Cascade(string value, string word) => value switch
    {
        "" or "true" or "background" => "Background",
        "false" or "orphan" => "Orphan",
        "foreground" => "Foreground",
        _ => throw Wrong(word, "it can be background, foreground or orphan"),
    };

    private static string Validate(string value, string word) => value switch
    {
        "" or "true" or "strict" => "Strict",
        "warn" => "Warn",
        "false" or "ignore" => "Ignore",
        _ => throw Wrong(word, "it can be strict, warn or ignore"),
    };

    private static ResourceRefusedException Wrong(string flag, string why) => new($"resource.flags: {flag}: {why}");

    private static ResourceRefusedException Unknown(string flag) => new(
        $"resource.flags: {flag} means nothing here: the engine calls the API itself, without kubectl. It knows --namespace, --selector, --field-selector, --all, "
        + "--wait, --ignore-not-found, --grace-period, --now, --force, --cascade, --validate, --dry-run, --field-manager, --subresource");
}
