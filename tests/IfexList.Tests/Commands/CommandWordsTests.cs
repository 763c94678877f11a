using IfexList.Commands;
using IfexList.Mail;

namespace IfexList.Tests.Commands;

public class CommandWordsTests
{
    [Theory]
    [InlineData("unsubscribe", true, "a bare command sent to the list")]
    [InlineData("Désabonner, s'il vous plaît", true, "politely")]
    [InlineData("abonner alertes fr afrique hebdomadaire texte", true, "everything on one line")]
    [InlineData("Unsubscribe me please\n\n-- \nGrace", true, "above a signature")]
    [InlineData("stop\n\nOn Thu, 12 Mar 2026 at 03:02, Alerts <a@b.example> wrote:\n> x", true, "above a quotation")]
    [InlineData("set topics women", true, "a theme of one list's")]
    [InlineData("get 3 7", true, "texts")]
    [InlineData("Stop the arrests!", false, "a post")]
    [InlineData("Help needed for three reporters in Tunis", false, "a post")]
    [InlineData("Tunisia", false, "a title")]
    [InlineData("unsubscribe\n\nThe ministry told readers of the paper to do so.", false, "two lines")]
    [InlineData("subscribe alerts editor@dailylantern.example", false, "no command of his")]
    [InlineData("", false, "nothing")]
    public void A_bare_command_is_told_from_a_post(string text, bool expected, string why) =>
        Assert.True(expected == CommandWords.IsCommand(OwnText.Of(text), Reading.Lists), why);

    [Fact]
    public void A_long_post_is_told_without_reading_it() =>
        Assert.False(CommandWords.IsCommand(new string('x', 500_000), Reading.Lists));

    /// <summary>A word that alone says nothing in a line would only lengthen the tables.</summary>
    [Fact]
    public void Every_phrase_of_the_tables_can_be_reached()
    {
        Assert.DoesNotContain(CommandWords.All, word => Words.Split(word.Spelled).Length > CommandWords.MostWords);
        var lost = CommandWords.All.Where(word => word.Sense <= Sense.ForgetMe && word.Sense != Sense.Set && word.Spelled != "?")
            .Where(word => Reading.Read(word.Spelled).Commands.Count == 0).Select(word => $"{word.Sense} {word.Spelled}");
        Assert.Empty(lost);
    }

    [Fact]
    public void Every_verb_and_value_has_words_in_every_language() =>
        Assert.All(Enum.GetValues<Sense>(), sense => Assert.Equal(
            Tongues.All, CommandWords.All.Where(word => word.Sense == sense).Aggregate(Tongues.None, (all, word) => all | word.Tongues)));
}
