using System.CommandLine;
using System.Text.Json;
using Runbooks.Cli.Options;
using Runbooks.Cli.Storage;
using Runbooks.Engine.Argo;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.ConfigMaps;
using Runbooks.Server.Locks;

namespace Runbooks.Cli.Commands.Sync;

/// <summary><c>runbooks sync create | get | update | delete KEY</c>, with the options and the words of Argo's command.</summary>
internal sealed class SyncLimitCommand : RunbooksCommand
{
    private const string Database = "database", ConfigMap = "configmap";

    private readonly Argument<string> _key = new("KEY") { Description = "The semaphore's 'key'" };
    private readonly Option<string> _type = new("--type") { Description = "Where the limit stands", Required = true };
    private readonly Option<string?> _map = new("--cm-name") { Description = "The ConfigMap, with --type configmap", HelpName = "NAME" };
    private readonly Option<int> _limit = new("--limit") { Description = "How many may hold it", HelpName = "N", Required = true };
    private readonly NamespaceOption _namespace = new("Where the semaphore is; default: the kubeconfig's, else 'default'");
    private readonly OutputOption _output = new("text", "json");
    private readonly DataOption _data;

    /// <param name="act">Gives what is to be shown.</param>
    public SyncLimitCommand(Shell shell, string verb, string description, bool takesLimit, Func<ISyncLimits, SyncLimit, Task<SyncLimit>> act)
        : base(verb, description,
            $"runbooks sync {verb} deploys --type database{(takesLimit ? " --limit 2" : "")}",
            $"runbooks sync {verb} deploys --type configmap --cm-name my-config{(takesLimit ? " --limit 2" : "")} -n prod")
    {
        _data = new DataOption(shell);
        _type.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Database, ConfigMap);
        Add(_key);
        foreach (Option option in new Option[] { _type, _map, _namespace, _output, _data }) Add(option);
        if (takesLimit) Add(_limit);
        Validators.Add(given =>
        {
            if (IsConfigMap(given.GetValue(_type)) && given.GetValue(_map) is null or "") given.AddError("--cm-name is required when type is configmap");
            if (takesLimit && given.GetResult(_limit) is { Tokens: [var number] } && !(int.TryParse(number.Value, out var limit) && limit > 0)) given.AddError($"--limit must be a number from 1 on, not '{number.Value}'");
        });
        SetAction(async parse =>
        {
            var wanted = Wanted(parse, takesLimit);
            Write(await ReachingAsync(parse, shell, limits => act(limits, wanted)), verb, parse.GetRequiredValue(_output), shell);
            return ExitCode.Succeeded;
        });
    }

    private SyncLimit Wanted(ParseResult parse, bool takesLimit) => new(
        parse.GetRequiredValue(_key),
        IsConfigMap(parse.GetValue(_type)) ? ConfigMap : Database,
        IsConfigMap(parse.GetValue(_type)) ? parse.GetValue(_map) : null,
        parse.GetValue(_namespace) ?? ClusterConnection.TryOpen()?.Namespace ?? "default",
        takesLimit ? parse.GetRequiredValue(_limit) : 0);

    private async Task<SyncLimit> ReachingAsync(ParseResult parse, Shell shell, Func<ISyncLimits, Task<SyncLimit>> act)
    {
        try
        {
            if (IsConfigMap(parse.GetValue(_type))) return await act(ConfigMapSyncLimits.Open(parse.GetValue(_map)!, shell.Time));
            await using var data = DataFolder.Make(parse.GetRequiredValue(_data));
            return await act(data.Runs.SyncLimits);
        }
        catch (Exception unreachable) when (unreachable is ConfigMapException or ClusterUnreachableException)
        {
            throw CommandException.Unreachable(unreachable.Message);
        }
    }

    private static void Write(SyncLimit limit, string verb, string format, Shell shell)
    {
        if (format == "json")
        {
            shell.Out.WriteLine(JsonSerializer.Serialize(verb == "delete" ? new { limit.Key, limit.Type, limit.CmName, limit.Namespace } : (object)limit, ArgoJson.Options));
            return;
        }
        if (verb != "get") shell.Out.WriteLine($"Sync limit {verb}d");
        if (verb == "delete") return;
        shell.Out.WriteLine($"Key: {limit.Key}");
        shell.Out.WriteLine($"Type: {limit.Type}");
        if (limit.CmName is { } map) shell.Out.WriteLine($"ConfigMap Name: {map}");
        shell.Out.WriteLine($"Namespace: {limit.Namespace}");
        shell.Out.WriteLine($"Limit: {limit.Limit}");
    }

    private static bool IsConfigMap(string? type) => string.Equals(type, ConfigMap, StringComparison.OrdinalIgnoreCase);
}
