using IfexList.Foundation;
using IfexList.Lists;

namespace IfexList.Tests.Moderation;

/// <summary>The list whose desk answers in these tests.</summary>
internal static class Desk
{
    public static readonly MailingList Alerts = new ListCatalogue(new Settings
    {
        Lists = new Dictionary<string, ListSettings>
        {
            ["alerts"] = new()
            {
                Title = new LocalizedText("Action Alert Network"),
                Themes = new Dictionary<string, LocalizedText>
                {
                    ["women"] = new("women", new Dictionary<string, string> { ["fr"] = "femmes", ["es"] = "mujeres", ["ru"] = "женщины", ["ar"] = "النساء" }),
                    ["internet"] = new("internet"),
                },
            },
        },
    }).All[0];
}
