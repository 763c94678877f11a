using System.Text;
using IfexList.Commands;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.AspNetCore.Http;

namespace IfexList.Web;

/// <summary>
/// <c>/u/T</c>, the address in every copy's List-Unsubscribe. A POST, whatever its body, ends the subscription at once (RFC 8058 §3.2): no cookie,
/// no redirect, no question. Anything else changes nothing, since scanners follow the links of a mail; a person gets a page with one button.
/// </summary>
public sealed class OneClick(Database database, ListCatalogue lists, AddressPlan addresses, TokenKey key, Leaving leaving, LeavePage page)
{
    public async Task AnswerAsync(HttpContext context, string token)
    {
        var owner = Owner(token);
        var language = Language(context.Request, owner);
        var (list, _) = owner ?? default;
        if (list is null)
            await PageAsync(context, StatusCodes.Status404NotFound, page.Unknown(language, $"postmaster@{addresses.Domain}"));
        else if (!HttpMethods.IsPost(context.Request.Method))
            await PageAsync(context, StatusCodes.Status200OK, page.Ask(language, list, addresses.Owner(list)));
        else
            await LeaveAsync(context, list, token, language);
    }

    private async Task LeaveAsync(HttpContext context, MailingList list, string token, Language language)
    {
        var isPerson = await HasButtonAsync(context.Request);
        await leaving.ByClickAsync(list, token);
        if (isPerson)
            await PageAsync(context, StatusCodes.Status200OK, page.Left(language, list, addresses.Owner(list)));
        else
            await SendAsync(context, StatusCodes.Status200OK, "text/plain; charset=utf-8", "unsubscribed\n");
    }

    /// <summary>
    /// Whose token it is. Each list is tried, also behind the one that fits, so that the time tells nothing. A list whose readers are the registered
    /// members isn't left by a click.
    /// </summary>
    private (MailingList List, long Person)? Owner(string token)
    {
        (MailingList, long)? found = null;
        foreach (var list in lists.All)
            if (key.TryRead(TokenPurpose.Unsubscribe, list.Name, token, out var person, out _) && list.Kind == ListKind.Broadcast)
                found = (list, person);
        return found;
    }

    /// <summary>The reader's own where the token is right, else what the browser asks for. The question is put to the database in any case: it takes time.</summary>
    private Language Language(HttpRequest request, (MailingList List, long Person)? owner)
    {
        var (list, person) = owner ?? (lists.All[0], 0);
        return database.Read(db => Subscriptions.LanguagesOf(db, list.Name, person)) is [var best, ..]
            ? best
            : AcceptedLanguage.Of(request.Headers.AcceptLanguage.ToString());
    }

    // Providers send the body of RFC 8058, as a form or in parts; only our own page sends its button, and only browsers ask for HTML.
    private static async Task<bool> HasButtonAsync(HttpRequest request)
    {
        if (!request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return false;
        using var body = new StreamReader(request.Body, Encoding.Latin1);
        var text = await body.ReadToEndAsync(request.HttpContext.RequestAborted);
        return text.Split('&').Contains($"{LeavePage.Field}={LeavePage.Pressed}", StringComparer.Ordinal);
    }

    private static Task PageAsync(HttpContext context, int status, string html) => SendAsync(context, status, "text/html; charset=utf-8", html);

    private static async Task SendAsync(HttpContext context, int status, string type, string text)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = status;
        headers.ContentType = type;
        headers.ContentSecurityPolicy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        var bytes = Encoding.UTF8.GetBytes(text);
        headers.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
