using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Runbooks.Providers.Sandbox.Authentication;
using Runbooks.Providers.Sandbox.Ec2;
using Runbooks.Providers.Sandbox.Sts;

namespace Runbooks.Providers.Sandbox.Query;

/// <summary>Takes a request through its stations: read, strike with faults, authenticate, authorize, carry out, log, answer.</summary>
internal sealed class QueryEndpoint(SandboxOptions options, FaultPlan faults, RequestLog log, Func<World> world)
{
    private static readonly StringValues ContentType = "text/xml;charset=UTF-8";
    private readonly Ec2Service _ec2 = new();
    private readonly StsService _sts = new();

    public async Task HandleAsync(HttpContext context)
    {
        var request = await QueryRequest.ReadAsync(context);
        AwsService service = request.Parameters.Text("Version") == _sts.Version ? _sts : _ec2;
        var (header, refused) = Signature(request);
        var entry = request.ToLog(service, header, options.TimeProvider.GetUtcNow());

        var fault = faults.Strike(entry);
        await Wait(entry.Operation, fault, context.RequestAborted);
        if (fault?.Kind is FaultKind.DropBeforeEffect)
        {
            Drop(context, entry, "DroppedBeforeEffect");
            return;
        }

        using var xml = new ResponseXml(service.ItemName);
        refused ??= fault?.Kind is FaultKind.Error ? new AwsErrorException(fault.Code, fault.Message, fault.Status) : null;
        var (status, outcome) = refused is null ? Execute(service, request, header, xml) : Refuse(service, request, refused, xml);
        if (fault?.Kind is FaultKind.DropAfterEffect)
        {
            Drop(context, entry, "DroppedAfterEffect");
            return;
        }

        log.Add(entry with { Outcome = outcome, Status = status });
        await Send(context.Response, status, request.Id, xml.Finish());
    }

    private static (AuthorizationHeader? Header, AwsErrorException? Refused) Signature(QueryRequest request)
    {
        try
        {
            return (AuthorizationHeader.Parse(request.Http.Headers.Authorization), null);
        }
        catch (AwsErrorException refused)
        {
            return (null, refused);
        }
    }

    private async Task Wait(string operation, Fault? fault, CancellationToken cancellation)
    {
        var wait = (options.LatencyOf?.Invoke(operation) ?? options.Latency) + (fault?.Wait ?? TimeSpan.Zero);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, options.TimeProvider, cancellation);
    }

    private (int Status, string Outcome) Execute(AwsService service, QueryRequest request, AuthorizationHeader? header, ResponseXml xml)
    {
        try
        {
            var answer = Carry(service, request, header);
            service.WriteSuccess(xml, request.Operation, request.Id, answer);
            return (StatusCodes.Status200OK, "Success");
        }
        catch (AwsErrorException refused)
        {
            return Refuse(service, request, refused, xml);
        }
    }

    private Answer Carry(AwsService service, QueryRequest request, AuthorizationHeader? header)
    {
        var (cloud, now) = (world(), options.TimeProvider.GetUtcNow());
        var unsigned = header is null && service.IsUnsigned(request.Operation);
        var caller = unsigned ? null : Authenticate(service, request, header ?? throw service.Unsigned(), cloud, now);
        var operation = service.Find(request.Operation);
        if (caller is not null && !service.IsAlwaysAllowed(request.Operation) && !caller.May($"{service.Name}:{request.Operation}"))
            throw service.Denied(caller, request.Operation);
        return operation(new Call(request.Parameters, header?.Region ?? "", caller, now, cloud.Cloud, cloud.Sessions));
    }

    private static Caller Authenticate(AwsService service, QueryRequest request, AuthorizationHeader header, World world, DateTimeOffset now) =>
        Geography.IsRegion(header.Region)
            ? world.Authenticator.Authenticate(service, header, request.Http, request.Body, now)
            : throw service.UnknownRegion(header.Region);

    private static (int Status, string Outcome) Refuse(AwsService service, QueryRequest request, AwsErrorException refused, ResponseXml xml)
    {
        service.WriteError(xml, refused.Code, refused.Message, request.Id);
        return (refused.Status, refused.Code);
    }

    private void Drop(HttpContext context, LoggedRequest entry, string outcome)
    {
        log.Add(entry with { Outcome = outcome });
        context.Abort();
    }

    private static async Task Send(HttpResponse response, int status, string requestId, ReadOnlyMemory<byte> body)
    {
        response.StatusCode = status;
        response.Headers.ContentType = ContentType;
        response.Headers["x-amzn-RequestId"] = requestId;
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
