using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Answers;
using Runbooks.Providers.Aws.Calls;
using Runbooks.Providers.Aws.Clients;
using Runbooks.Providers.Aws.Credentials;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Providers.Aws.Steps;
using Runbooks.Schemas;
using Runbooks.Secrets;
using Runbooks.Waiting;

namespace Runbooks.Providers.Aws;

/// <summary>
/// Every operation of EC2 and STS as a native step:
/// <code>plugin: {aws: {service: ec2, action: StopInstances, region: eu-west-1, parameters: {InstanceIds: [i-0abc]}}}</code>
/// </summary>
public sealed class AwsProvider : IProvider, IDisposable
{
    private readonly ClientPool _clients = new();
    private readonly Connector _connector;
    private readonly Accounts _accounts;

    public AwsProvider(AwsOptions? options = null)
        : this(options ?? new AwsOptions(), AwsEnvironment.OfProcess)
    {
    }

    internal AwsProvider(AwsOptions options, AwsEnvironment environment)
    {
        _connector = new Connector(options, environment, _clients);
        _accounts = new Accounts(_clients);
    }

    public string Name => "aws";

    public Schema Schema => StepSchema.Body;

    public IReadOnlyList<Problem> Check(JsonObject body)
    {
        var (_, problems) = StepReader.Read(body, tags: true);
        try
        {
            return IsRegionMissing(body) ? [.. problems, new Problem("", Connector.MissingRegion(null))] : problems;
        }
        catch (StepException e)
        {
            return [.. problems, new Problem("", e.Message)];
        }
    }

    public bool IsChange(JsonObject body) => StepReader.Read(body, tags: true).Step?.ChangesSomething == true;

    public bool IsRepeatable(JsonObject body) => StepReader.Read(body, tags: true).Step?.Operation.Repeat != RepeatRule.Never;

    public bool GivesText(JsonObject body) =>
        StepReader.Read(body, tags: true).Step is { } step && SampleAnswer.IsText(step.Operation, step.Query.Text, text => JmesPathQuery.Parse(text, out _));

    public async Task<ActionOutcome> ExecuteAsync(ActionContext context, CancellationToken cancellation)
    {
        try
        {
            var step = ReadStep(context.Body);
            var connection = await _connector.ConnectAsync(step, context, cancellation);
            await _accounts.TellAsync(connection, step.Operation, context, cancellation);
            foreach (var save in step.SaveSecrets) await context.Secrets.CheckWritableAsync(context.Namespace, save.Secret, !step.ChangesSomething, cancellation);
            var outcome = await RunAsync(step, new AwsCall(step.Operation, step.Parameters, connection, _clients, context), cancellation);
            _accounts.Learn(connection, step.Operation, outcome, context);
            return outcome.Status == ActionStatus.Succeeded ? await StepOutput.ShapeAsync(step, outcome, context) : outcome;
        }
        catch (AwsCallException e)
        {
            return e.Failure.ToOutcome();
        }
        catch (Exception e) when (e is StepException or SecretUnavailableException or QueryException)
        {
            return ActionOutcome.Error(e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return ActionOutcome.Error($"unexpected {e.GetType().Name}: {OneLine.Of(e.Message)}");
        }
    }

    public void Dispose() => _clients.Dispose();

    private static Task<ActionOutcome> RunAsync(AwsStep step, AwsCall call, CancellationToken cancellation) => step switch
    {
        { ChangesSomething: true } => new MutatingCall(call).RunAsync(cancellation),
        { WaitFor: { } wait } => new WaitingCall(call, step.MaxItems).RunAsync(wait, cancellation),
        _ => ReadAsync(step, call, cancellation),
    };

    private static async Task<ActionOutcome> ReadAsync(AwsStep step, AwsCall call, CancellationToken cancellation) =>
        ActionOutcome.Succeeded(await call.SendForAllPagesAsync(step.MaxItems, cancellation));

    private static AwsStep ReadStep(JsonObject body)
    {
        var (step, problems) = StepReader.Read(body, tags: false);
        var errors = problems.Where(problem => problem.Severity == Severity.Error).ToList();
        return step is not null && errors.Count == 0 ? step : throw new StepException($"invalid step: {string.Join("; ", errors.Select(Show))}");
    }

    private static string Show(Problem problem) => problem.Path.Length > 0 ? $"{problem.Path}: {problem.Message}" : problem.Message;

    /// <summary>A Secret's profile may hold the region; that is known only at run time.</summary>
    private bool IsRegionMissing(JsonObject body) =>
        !body.ContainsKey("region") && (body["credentials"] as JsonObject)?["secret"] is null && !_connector.HasDefaultRegion;
}
