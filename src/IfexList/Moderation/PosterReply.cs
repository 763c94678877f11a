using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>What a poster's reply to a letter about his post says: he withdraws it, or adds to it. Whoever can't tell the two apart loses an alert, so only the word alone withdraws.</summary>
public abstract record PosterReply
{
    private static readonly HashSet<string> WithdrawWords =
        [.. "withdraw withdrawn retirer retirez retire retirar retiro retiren отозвать отзываю отзовите سحب اسحب اسحبوا".Split(' ').Select(Words.Fold)];

    private PosterReply() { }

    /// <summary>It is not to be published any more.</summary>
    public sealed record Withdraw : PosterReply;

    /// <summary>What he wrote himself, above, below and between what he quotes: for the desk to read.</summary>
    public sealed record Addition(string Text) : PosterReply;

    /// <summary>He wrote nothing.</summary>
    public sealed record Nothing : PosterReply;

    /// <param name="text">What a person reads in the reply, quotations included.</param>
    public static PosterReply Read(string text)
    {
        var own = OwnText.Of(text);
        if (own.IsEmpty)
            return new Nothing();
        var answer = own.Answer.SkipWhile(line => !OwnText.IsWritten(line)).ToList();
        if (answer.Count > 0 && IsWithdrawal(answer[0]) && !GoesOn(answer) && !answer.Skip(1).Any(DecisionLine.IsSecondThought))
            return new Withdraw();
        IEnumerable<IReadOnlyList<string>> parts = [own.Top, own.Between, own.Below];
        var written = HeaderText.CleanBody(string.Join("\n\n", parts.Where(part => part.Any(OwnText.IsWritten)).Select(Joined)));
        return new Addition(written.Length <= Limits.PostCharacters ? written : written[..Limits.PostCharacters]);
    }

    private static bool IsWithdrawal(string line) => line.Length <= Limits.CommandCharacters && !DecisionLine.IsQuestion(line)
        && DecisionLine.Of(line) is { IsBare: true } said && WithdrawWords.Contains(said.Word);

    // "withdraw", and in the next line what: "the phone number of Ali". A reason stands in a paragraph of its own.
    private static bool GoesOn(List<string> answer) => answer.Count > 1 && OwnText.IsWritten(answer[1]) && !ModeratorReply.IsName(answer[1].Trim())
        && !Words.Split(answer[1]).All(DecisionWords.IsCourtesy);

    private static string Joined(IReadOnlyList<string> lines) =>
        string.Join('\n', lines.SkipWhile(line => !OwnText.IsWritten(line)).Select(line => line.TrimEnd())).TrimEnd('\n');
}
