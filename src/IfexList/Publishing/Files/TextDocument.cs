namespace IfexList.Publishing;

/// <summary>A text document as its words, tables and pictures, in a .docx of our own: every word processor opens one.</summary>
internal static class TextDocument
{
    public static byte[] FromWord(byte[] content)
    {
        using var package = new OfficePackage(content);
        return WordWriter.Write(new WordReader(package).Read());
    }

    public static byte[] FromOpenDocument(byte[] content)
    {
        using var package = new OfficePackage(content);
        return WordWriter.Write(new OpenDocumentReader(package).Read());
    }
}
