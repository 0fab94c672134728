using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Runbooks.Providers.Sandbox;

/// <summary>
/// What the server tells about itself, beside the AWS protocols: <c>GET /sandbox/requests[?operation=NAME]</c>,
/// <c>DELETE /sandbox/requests</c>, <c>GET /sandbox/instances</c>, <c>POST /sandbox/reset</c>. Answers are JSON.
/// </summary>
internal sealed class SandboxEndpoint(SandboxServer server)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        switch (request.Method, request.Path.Value)
        {
            case ("GET", "/sandbox/requests"):
                var operation = request.Query["operation"].ToString();
                return Send(context, operation.Length == 0 ? server.Requests.All() : server.Requests.Of(operation));
            case ("DELETE", "/sandbox/requests"):
                server.Requests.Clear();
                return Done(context);
            case ("GET", "/sandbox/instances"):
                return Send(context, server.Instances());
            case ("POST", "/sandbox/reset"):
                server.Reset();
                return Done(context);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return context.Response.WriteAsync(
                    "There is GET and DELETE /sandbox/requests, GET /sandbox/instances, POST /sandbox/reset.\n");
        }
    }

    private static Task Send<T>(HttpContext context, T value) => context.Response.WriteAsJsonAsync(value, Json, context.RequestAborted);

    private static Task Done(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
