using Runbooks.Cli.Storage;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Server.Storage;

namespace Runbooks.Cli.Requests;

/// <summary>Asks something of a run, and says what became of it.</summary>
internal sealed class RunAsker(DataFolder data, Shell shell)
{
    /// <param name="request">Made of when, an id and by whom.</param>
    /// <returns>The run after it.</returns>
    /// <exception cref="CommandException">It was refused.</exception>
    public async Task<RunState> AskAsync(RunSummary summary, Func<DateTimeOffset, string, string, Request> request, CancellationToken cancellation)
    {
        var now = shell.Time.GetUtcNow();
        var position = data.Runs.ReadEvents(summary.Id).Position;
        var answer = await AnswerAsync(summary, request(now, Guid.CreateVersion7(now).ToString(), shell.User), position, cancellation);
        return answer.Refusal is null ? data.Read(summary) : throw CommandException.BadInput($"run {summary.Name}: {answer.Refusal}");
    }

    private async Task<RequestAnswered> AnswerAsync(RunSummary summary, Request request, long position, CancellationToken cancellation)
    {
        try
        {
            return await data.Requests.AskAsync(summary.Id, request, position, cancellation);
        }
        catch (TimeoutException late)
        {
            throw CommandException.Unreachable($"run {summary.Name}: {late.Message}");
        }
    }
}
