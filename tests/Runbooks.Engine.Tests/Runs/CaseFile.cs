using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Lint;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Submission;
using Runbooks.Engine.Tests.Lint;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Tests.Runs;

/// <summary>One case: a workflow, what its steps do, and what must have become of it. <c>Cases/README.md</c> tells how to write one.</summary>
internal sealed partial class CaseFile
{
    private const string Refused = "workflow that lint refuses";

    private static readonly RunbookLanguage Language = new([new AnyCall()], StandIns.KubernetesType);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, string> _sections;

    private CaseFile(Dictionary<string, string> sections) => _sections = sections;

    public static CaseFile Parse(string text)
    {
        var parts = Heading().Split(text.ReplaceLineEndings("\n"));
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 1; i < parts.Length; i += 2) sections.Add(parts[i], parts[i + 1]);
        foreach (var unknown in sections.Keys.Except(["workflow", Refused, "documents", "parameters", "config maps", "steps", "expected", "measured", "kept"]))
            throw new FormatException($"there is no section '{unknown}'");
        return new CaseFile(sections);
    }

    public CaseScript Script => new(_sections.GetValueOrDefault("steps", ""), Start);

    public string Expected => _sections["expected"];

    /// <summary>What custom metrics are given, if the case is about that.</summary>
    public IReadOnlyList<string>? Measured => _sections.ContainsKey("measured") ? Lines("measured") : null;

    /// <summary>What is kept in caches, if the case is about that.</summary>
    public IReadOnlyList<string>? Kept => _sections.ContainsKey("kept") ? Lines("kept") : null;

    public RunSubmitted Submit()
    {
        var given = Lines("parameters").Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
        var (workflow, references) = Workflow();
        var submitted = Submitter.Submit(workflow, new RunRequest { Parameters = given }, "0199c0de-0000-7000-8000-000000000001", "x7k2p", "default", Start, references);
        return WithConfigMaps(submitted.Event ?? throw new FormatException(string.Join('\n', submitted.Problems)));
    }

    private RunSubmitted WithConfigMaps(RunSubmitted submitted)
    {
        var values = Lines("config maps").Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
        var given = ConfigMapParameters.WithArguments(submitted, Found(ConfigMapParameters.OfArguments(submitted), values));
        var run = given.Event ?? throw new FormatException(string.Join('\n', given.Problems));
        return ConfigMapParameters.WithTemplates(run, Found(ConfigMapParameters.OfTemplates(run), values));
    }

    private static Dictionary<ConfigMapKey, ConfigMapValue> Found(IReadOnlyList<ConfigMapKey> keys, Dictionary<string, string> values) => keys.ToDictionary(
        key => key, key => values.TryGetValue($"{key}", out var text) ? new ConfigMapValue { Text = text } : new ConfigMapValue { Problem = $"there is no {key}", IsMissing = true });

    private (Workflow, ReferencedDocuments) Workflow()
    {
        if (_sections.TryGetValue("workflow", out var sound))
        {
            var documents = Language.Open();
            documents.Add("case.yaml", Document(sound));
            if (_sections.TryGetValue("documents", out var others)) documents.Add("documents.yaml", others);
            var readings = documents.Check();
            var run = readings.Any(reading => reading.HasErrors) ? throw new FormatException(string.Join('\n', readings.SelectMany(reading => reading.Findings))) : Assert.Single(readings[0].Documents);
            return (run.Workflow, run.References);
        }
        var text = Document(_sections[Refused]);
        Assert.True(Language.Read("case.yaml", text).HasErrors, "lint finds nothing wrong: call the section 'workflow'");
        return YamlReader.Read(System.Text.Encoding.UTF8.GetBytes(text), YamlLimits.Default).Documents[0].ToJson().Deserialize<Workflow>(ArgoJson.Options)! is var refused ? (refused, ReferencedDocuments.None) : default;
    }

    /// <summary>What is no whole document is a spec.</summary>
    private static string Document(string text) => text.Contains("apiVersion:", StringComparison.Ordinal) ? text
        : "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata:\n  name: wf\nspec:\n  entrypoint: main\n" + string.Join('\n', text.Split('\n').Select(line => $"  {line}"));

    private string[] Lines(string section) =>
        _sections.GetValueOrDefault(section, "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^--- (.+)$\n?", RegexOptions.Multiline)]
    private static partial Regex Heading();

    /// <summary>Takes any body; the script says what becomes of it.</summary>
    private sealed class AnyCall : IProvider
    {
        public string Name => "call";
        public Schema Schema => Schema.Any;
        public IReadOnlyList<Problem> Check(JsonObject body) => [];
        public Task<ActionOutcome> ExecuteAsync(ActionContext context, CancellationToken cancellation) => throw new NotSupportedException("the script says what becomes of it");
    }
}
