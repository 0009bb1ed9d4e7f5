/**
 * What the book asks its readers to try, tried: each class is an exercise or a remark of a Part.
 */
package twine.book;
