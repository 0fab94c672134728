using Microsoft.Extensions.DependencyInjection;

namespace Runbooks.Server.Steps.Http;

/// <summary>The clients of <c>http</c> steps: one that looks at certificates, one that trusts any.</summary>
internal static class HttpClients
{
    private const string Careful = "http-step";
    private const string Trusting = "http-step-insecure";

    public static IServiceCollection AddHttpSteps(this IServiceCollection services)
    {
        Add(services, Careful, insecure: false);
        Add(services, Trusting, insecure: true);
        return services.AddSingleton<HttpStepExecutor>();
    }

    public static HttpClient For(IHttpClientFactory clients, Engine.Argo.Http http) => clients.CreateClient(http.InsecureSkipVerify ? Trusting : Careful);

    private static void Add(IServiceCollection services, string name, bool insecure) => services
        .AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
        // Addresses may hold secrets.
        .RemoveAllLoggers()
        .ConfigurePrimaryHttpMessageHandler(() => Handler(insecure));

    private static SocketsHttpHandler Handler(bool insecure)
    {
        var handler = new SocketsHttpHandler
        {
            // Redirects are followed as Go follows them, but with nothing for another host that could be a key.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.GZip,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8,
        };
#pragma warning disable CA5359 // That is what insecureSkipVerify asks for.
        if (insecure) handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        return handler;
    }
}
