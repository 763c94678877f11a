using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>How a name is spelt in a language.</summary>
public sealed record Spelling(string Term, string Spelled);

/// <summary>What a translator or an editor says to a letter about a translation.</summary>
public abstract record TranslationReply
{
    private TranslationReply() { }

    /// <summary>He will translate it; nobody else need begin.</summary>
    public sealed record Take : TranslationReply;

    /// <summary>He won't after all.</summary>
    public sealed record GiveBack : TranslationReply;

    /// <summary>The draft goes out as it stands.</summary>
    public sealed record Approve : TranslationReply
    {
        /// <summary>Said along with it.</summary>
        public IReadOnlyList<Spelling> Spellings { get; init; } = [];
    }

    /// <summary>No edition in that language is wanted; <paramref name="Reason"/> maybe empty.</summary>
    public sealed record Drop(string Reason) : TranslationReply;

    /// <summary>A translation: the whole text, without the source's paragraphs and numbers.</summary>
    /// <param name="IsApproved">Its writer releases it with the same mail (an editor's <c>ok</c> above the text).</param>
    public sealed record Draft(string Subject, string Text, IReadOnlyList<Spelling> Spellings, bool IsApproved) : TranslationReply;

    /// <summary>Nothing but spellings: <c>Chavunduka = Чавундука</c>.</summary>
    public sealed record Say(IReadOnlyList<Spelling> Spellings) : TranslationReply;

    /// <param name="Line">The first line that he wrote; empty where he wrote nothing.</param>
    public sealed record Unclear(string Line) : TranslationReply;
}
