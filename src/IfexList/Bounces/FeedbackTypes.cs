using IfexList.Ledger;

namespace IfexList.Bounces;

/// <summary>What each type of feedback (RFC 5965 §7.3 and what came after it) means for the reader whom it names.</summary>
internal static class FeedbackTypes
{
    private static readonly Dictionary<string, ReturnClass> Classes = new(StringComparer.OrdinalIgnoreCase)
    {
        // He pressed a button, or his provider's desk did it for him.
        ["abuse"] = ReturnClass.Complaint,
        ["fraud"] = ReturnClass.Complaint,
        ["other"] = ReturnClass.Complaint,
        ["opt-out"] = ReturnClass.Complaint,
        ["opt-out-list"] = ReturnClass.Complaint,
        ["miscategorized"] = ReturnClass.Complaint,
        // He wants it: the button said that it had been called spam by mistake.
        ["not-spam"] = ReturnClass.None,
        // A scanner's or a DMARC record's word (RFC 6591): it is about us, and nobody asked to leave.
        ["auth-failure"] = ReturnClass.Policy,
        ["dkim"] = ReturnClass.Policy,
        ["dmarc"] = ReturnClass.Policy,
        ["virus"] = ReturnClass.Policy,
        // Not RFC 5965's: a provider about our domain as a whole, a report that our server guesses passwords.
        ["standing"] = ReturnClass.Policy,
        ["attack"] = ReturnClass.Policy,
    };

    /// <summary>RFC 5965 §3.4 lets types come that we don't know; who sends one doesn't want our mail as it is.</summary>
    public static Reason Reason(string type)
    {
        var word = type.Trim().ToLowerInvariant();
        return Classes.TryGetValue(word, out var known) ? new Reason(known, "feedback-" + word) : new Reason(ReturnClass.Complaint, "feedback-other");
    }
}
