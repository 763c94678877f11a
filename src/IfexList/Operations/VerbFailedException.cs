namespace IfexList.Operations;

/// <summary>A verb can't do what it was asked; the message is the one line that the person at the terminal reads. Exit code 1.</summary>
public sealed class VerbFailedException : Exception
{
    public VerbFailedException(string message) : base(message) { }
    public VerbFailedException(string message, Exception inner) : base(message, inner) { }
    public VerbFailedException() { }
}
