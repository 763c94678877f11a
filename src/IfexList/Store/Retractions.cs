using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>What is taken off the record again: an edition's text goes, its number and a reason stay.</summary>
public static class Retractions
{
}
