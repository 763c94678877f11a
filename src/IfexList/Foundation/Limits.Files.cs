namespace IfexList.Foundation;

/// <content>What is attached.</content>
public static partial class Limits
{
    /// <summary>Pixels of a picture that we open: four octets each while it is worked on. Phones take 12 to 50 million; what is larger is a scan, or a trap.</summary>
    public const long PicturePixels = 50_000_000;

    /// <summary>Pixels of a released picture's longer side: it fills a screen and a printed page, and comes to some hundred kilobytes.</summary>
    public const int PictureSide = 2000;

    /// <summary>Files of one release: a gallery belongs on a web site.</summary>
    public const int FilesOfARelease = 20;

    /// <summary>Octets that one document may unpack to: a hundred times what a mail brings is no report but a bomb.</summary>
    public const int DocumentOctets = 64 * 1024 * 1024;

    /// <summary>Pages of a document that are made anew: the longest report that we know has 200.</summary>
    public const int DocumentPages = 300;

    /// <summary>Objects (fonts, pictures, contents) on those pages, each of which is held while they are made anew.</summary>
    public const int DocumentObjects = 20_000;
}
