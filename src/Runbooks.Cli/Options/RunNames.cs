using System.CommandLine.Completions;
using Runbooks.Cli.Storage;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Options;

/// <summary>The newest runs, for a shell to complete.</summary>
internal static class RunNames
{
    private const int Most = 200;

    public static IEnumerable<CompletionItem> Of(CompletionContext context)
    {
        var data = context.ParseResult.CommandResult.Command.Options.OfType<DataOption>().FirstOrDefault();
        return data is null || context.ParseResult.GetValue(data) is not { } folder ? [] : In(folder).Prepend("@latest").Select(name => new CompletionItem(name));
    }

    private static IEnumerable<string> In(string folder)
    {
        try
        {
            if (!DataFolder.HasRuns(folder)) return [];
            return [.. new DataDirectory(folder).OpenToRead(TimeProvider.System).List(new RunFilter(), Most).Runs.Select(run => run.Name)];
        }
        catch (Exception e) when (e is CommandException or StoreException)
        {
            // There is nobody to tell: the user is in the midst of typing.
            return [];
        }
    }
}
