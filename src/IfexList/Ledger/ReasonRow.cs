namespace IfexList.Ledger;

/// <summary>One row of the table, ready to be asked.</summary>
/// <param name="Code">A reply code, or its beginning.</param>
/// <param name="Words">Phrases in what the other side says.</param>
/// <param name="Marks">Links and product codes, which stand anywhere.</param>
/// <param name="Sample">A refusal that this row decides.</param>
internal sealed record ReasonRow(Reason Reason, StatusPattern[] Status, StatusPattern[] ButNot, string[] Code, RefusalPhrase[] Words, string[] Marks, string Sample)
{
    public bool Fits(RefusalText refusal) => HasStatus(refusal) && HasCode(refusal) && Bears(refusal) && Says(refusal);

    private bool HasStatus(RefusalText refusal) =>
        (Status.Length == 0 || Array.Exists(Status, pattern => pattern.Fits(refusal.Status))) && !Array.Exists(ButNot, pattern => pattern.Fits(refusal.Status));

    private bool HasCode(RefusalText refusal) => Code.Length == 0 || Array.Exists(Code, code => refusal.Code.StartsWith(code, StringComparison.Ordinal));

    private bool Says(RefusalText refusal) => Words.Length == 0 || Array.Exists(Words, phrase => phrase.IsIn(refusal));

    private bool Bears(RefusalText refusal) => Marks.Length == 0 || Array.Exists(Marks, mark => refusal.Marks.Contains(mark, StringComparison.Ordinal));
}
