using System.Net;
using System.Text;

namespace IfexList.Tests.Delivery;

/// <summary>A web of one page, which every address leads to.</summary>
internal sealed class FakeWeb : HttpMessageHandler
{
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;
    public string Type { get; set; } = "text/plain";
    public string Page { get; set; } = "";

    /// <summary>No answer comes from it.</summary>
    public bool IsGone { get; set; }

    /// <summary>What was asked for.</summary>
    public List<string> Asked { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(request.RequestUri!.ToString());
        if (IsGone)
            throw new HttpRequestException("gone");
        return Task.FromResult(new HttpResponseMessage(Status) { Content = new StringContent(Page, Encoding.UTF8, Type) });
    }
}
