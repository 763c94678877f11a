using IfexList.Foundation;
using IfexList.Store;
using Microsoft.AspNetCore.Http;

namespace IfexList.Web;

/// <summary><c>GET /health</c>: 200 and a line while the daemon can accept and send, 503 with the reason otherwise. Names nobody.</summary>
public sealed class Health(Settings settings, Database database)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var trouble = await TroubleAsync();
        context.Response.StatusCode = trouble is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync((trouble ?? "ok") + "\n", context.RequestAborted);
    }

    private async Task<string?> TroubleAsync()
    {
        try
        {
            await database.WriteAsync(_ => { });
        }
        catch (Exception e)
        {
            return $"the database can't be written: {e.Message}";
        }
        return new DriveInfo(Path.GetFullPath(settings.DataDirectory)).AvailableFreeSpace < Limits.DiskFull ? "the disk is nearly full" : null;
    }
}
