using System.Text.Json.Nodes;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Operations;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>
/// Says on each step's node in which account and region it calls. Which account credentials belong to is asked once; where AWS doesn't say, the
/// key's id stands for it, and it is not asked again for a while.
/// </summary>
internal sealed class Accounts(ClientPool clients)
{
    private const string AskingOperation = "GetCallerIdentity";

    /// <summary>A step doesn't wait longer to learn where it is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan UntilAskedAgain = TimeSpan.FromMinutes(10);

    private readonly RecentCache<string, Known> _known = new(capacity: 256);

    public async Task TellAsync(AwsConnection connection, Operation operation, ActionContext context, CancellationToken cancellation) =>
        Tell(connection, connection.Account ?? await AccountAsync(connection, operation, context.Time).WaitAsync(cancellation), context);

    /// <summary>What a step has asked for itself need not be asked for.</summary>
    public void Learn(AwsConnection connection, Operation operation, ActionOutcome outcome, ActionContext context)
    {
        if (operation.Name != AskingOperation || connection.Account is not null) return;
        if ((outcome.Result as JsonObject)?["Account"] is not JsonValue account) return;
        KnownOf(connection).Learn(account.ToString());
        Tell(connection, account.ToString(), context);
    }

    private static void Tell(AwsConnection connection, string? account, ActionContext context) =>
        context.CallsAt($"{account ?? connection.Caller}/{connection.Region}");

    private Known KnownOf(AwsConnection connection) => _known.GetOrAdd(connection.Identity, static () => new Known());

    private Task<string?> AccountAsync(AwsConnection connection, Operation operation, TimeProvider time) => operation.Name == AskingOperation || connection.Sts is not { } sts
        ? Task.FromResult<string?>(null)
        : KnownOf(connection).AskAsync(() => AskAsync(sts, time), time.GetUtcNow());

    /// <summary>For all who ask at the time: one that is stopped stops waiting, not the question.</summary>
    private async Task<string?> AskAsync(AwsConnection connection, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            var sts = (IAmazonSecurityTokenService)clients.Get(AwsServices.Sts, connection, retries: false);
            return (await sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), patience.Token)).Account;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The step's own call will say what is wrong, if anything is.
            return null;
        }
    }

    /// <summary>What is known of one identity; those who want to know at the same time ask together.</summary>
    private sealed class Known
    {
        private readonly Lock _lock = new();
        private Task<string?>? _answer;
        private DateTimeOffset _askedAt;

        public Task<string?> AskAsync(Func<Task<string?>> askAsync, DateTimeOffset now)
        {
            lock (_lock)
            {
                var isStale = _answer is { IsCompletedSuccessfully: true, Result: null } && now >= _askedAt + UntilAskedAgain;
                if (_answer is null || isStale) (_answer, _askedAt) = (askAsync(), now);
                return _answer;
            }
        }

        public void Learn(string account)
        {
            lock (_lock) _answer = Task.FromResult<string?>(account);
        }
    }
}
